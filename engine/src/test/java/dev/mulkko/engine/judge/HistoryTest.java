package dev.mulkko.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HistoryTest {

  @Test
  void failuresThatComeInFoursAreSeenToClump() {
    assertThat(History.of(pieces(1, 120)).clump()).isBetween(1.0, 1.5);
    assertThat(History.of(pieces(4, 120)).clump()).isBetween(2.2, 4.0);
  }

  /** Groups of equal size: 40 times in a piece, one comes in one of four cases. */
  private static List<Tally> pieces(int size, int many) {
    SplittableRandom random = new SplittableRandom(7);
    List<Tally> pieces = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      int groups = 0;
      for (int k = 0; k < 40; k++) {
        groups += random.nextInt(4) == 0 ? 1 : 0;
      }
      pieces.add(new Tally(4000, groups * size));
    }
    return pieces;
  }

  @Test
  void aShortHistoryTellsNothing() {
    assertThat(History.of(pieces(4, 19)).clump()).isEqualTo(1);
    assertThat(History.of(pieces(4, 20)).clump()).isGreaterThan(1.5);
  }

  @Test
  void aYoungHistoryLooksAtSecondsAndAnOldOneAtQuartersOfAMinute() {
    History history = History.EMPTY;
    for (int i = 0; i < 4000; i++) {
      history = history.and(new Tally(100, 1), 1);
      assertThat(history.pieces().size()).isLessThanOrEqualTo(120);
    }
    assertThat(history.length()).isEqualTo(16);
    assertThat(history.pieces()).hasSize(120).containsOnly(new Tally(1600, 16));
  }

  @Test
  void whatWasRememberedIsBelievedUntilHalfAnHourTellsBetter() {
    History history = History.remembering(6);
    History even = new History(List.of(), Tally.NONE, 15, Tally.NONE, 0, 6);
    for (Tally piece : Collections.nCopies(119, new Tally(1500, 15))) {
      even = even.and(piece, 15);
    }

    assertThat(history.clump()).isEqualTo(6);
    assertThat(even.clump()).isEqualTo(6);
    assertThat(even.and(new Tally(1500, 15), 15).clump()).isEqualTo(1);
  }
}

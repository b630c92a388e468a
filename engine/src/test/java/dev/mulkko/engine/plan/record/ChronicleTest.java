package dev.mulkko.engine.plan.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.plan.Books;
import dev.mulkko.engine.plan.Books.Recorded;
import dev.mulkko.engine.version.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChronicleTest {

  private static final Instant START = Instant.parse("2026-11-24T08:30:00Z");

  @Test
  void theIdThatAPipelineWroteIsTaken() {
    assertThat(of("v2", books("pipeline-77", null))).isEqualTo("pipeline-77");
    assertThat(of("v2", books("pipeline-78", before("v1", "pipeline-77"))))
        .isEqualTo("pipeline-78");
  }

  /** Whoever changes the image by hand leaves the annotation as it was. */
  @Test
  void anIdThatIsLeftFromTheVersionBeforeIsNotTaken() {
    assertThat(of("v2", books("pipeline-77", before("v1", "pipeline-77"))))
        .isNotEqualTo("pipeline-77");
  }

  /** The same version once more is the same delivery. */
  @Test
  void aRetryKeepsItsId() {
    assertThat(of("v2", books("pipeline-77", before("v2", "pipeline-77"))))
        .isEqualTo("pipeline-77");
  }

  @Test
  void oneThatIsMadeIsTheSameWheneverItIsMade() {
    assertThat(of("v2", books(null, null))).isEqualTo(of("v2", books(null, null)));
    assertThat(Chronicle.correlation("uid", books(null, null), 2, begun("v2")))
        .isNotEqualTo(of("v2", books(null, null)));
  }

  private static String of(String revision, Books books) {
    return Chronicle.correlation("uid", books, 1, begun(revision));
  }

  private static Progress begun(String revision) {
    return Progress.begin(revision, START, null);
  }

  private static Recorded before(String revision, String id) {
    return new Recorded(1, "uid", START.minusSeconds(60), revision, id, true, List.of(), List.of());
  }

  private static Books books(@Nullable String id, @Nullable Recorded before) {
    return new Books(
        true,
        0,
        Optional.empty(),
        Optional.ofNullable(before),
        Map.of(),
        Versioned.UNSAID,
        false,
        id,
        null);
  }
}

package dev.mulkko.engine.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.retention.Filed.End;
import dev.mulkko.engine.retention.Filed.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionTest {

  private static final Instant NOW = Instant.parse("2026-11-24T08:30:00Z");
  private static final Owner SHOP = new Owner("shop", "web");
  private static final Owner BLOG = new Owner("shop", "blog");
  private static final Retention TWO_OF_TEN_DAYS = new Retention(2, Duration.ofDays(10));

  @Test
  void whatIsOlderThanItsDaysGoes() {
    Filed old = good(SHOP, 1, 11);
    assertThat(over(Set.of(SHOP), old, good(SHOP, 2, 10), good(SHOP, 3, 1))).containsExactly(old);
  }

  @Test
  void aFailureIsKeptTwiceAsLong() {
    Filed old = bad(SHOP, 1, 21);
    assertThat(over(Set.of(SHOP), old, bad(SHOP, 2, 20), bad(SHOP, 3, 11))).containsExactly(old);
  }

  @Test
  void ofMoreThanItsNumberTheOldestGo() {
    Filed oldest = good(SHOP, 1, 4);
    Filed next = good(BLOG, 1, 3);
    assertThat(
            over(
                Set.of(SHOP, BLOG),
                next,
                oldest,
                good(SHOP, 2, 2),
                good(BLOG, 2, 1),
                bad(SHOP, 3, 0)))
        .containsExactly(oldest, next);
  }

  @Test
  void goodOnesPushNoFailureOut() {
    Filed surplus = good(SHOP, 2, 8);
    assertThat(over(Set.of(SHOP), bad(SHOP, 1, 9), surplus, good(SHOP, 3, 7), good(SHOP, 4, 6)))
        .containsExactly(surplus);
  }

  @Test
  void namespacesAreCountedApart() {
    Owner other = new Owner("blog", "web");
    assertThat(
            over(
                Set.of(SHOP, other),
                good(SHOP, 1, 4),
                good(SHOP, 2, 3),
                good(other, 1, 2),
                good(other, 2, 1)))
        .isEmpty();
  }

  @Test
  void theLastOfARolloutThatExistsIsKeptForEver() {
    assertThat(
            over(
                Set.of(SHOP, BLOG),
                good(SHOP, 1, 1000),
                good(BLOG, 1, 900),
                good(new Owner("shop", "c"), 1, 1),
                good(new Owner("shop", "d"), 1, 1)))
        .isEmpty();
  }

  @Test
  void theLastOfARolloutThatIsGoneGoesByItsAgeAlone() {
    Filed old = good(SHOP, 5, 11);
    Filed young = good(BLOG, 5, 9);
    Owner exists = new Owner("shop", "c");
    Filed surplus = good(exists, 1, 8);
    assertThat(
            over(
                Set.of(exists),
                old,
                young,
                surplus,
                good(exists, 2, 1),
                good(exists, 3, 1),
                good(exists, 4, 1)))
        .contains(old, surplus)
        .doesNotContain(young);
  }

  /** Its sums are those of all: an older record that is left alone would show smaller ones. */
  @Test
  void theLastOfARolloutThatIsGoneGoesAfterAllOthers() {
    Filed last = good(SHOP, 2, 15);
    Filed failure = bad(SHOP, 1, 16);
    assertThat(over(Set.of(), failure, last)).isEmpty();
    assertThat(over(Set.of(), last)).containsExactly(last);
  }

  @Test
  void whatIsOpenStaysAndIsNotCounted() {
    Filed open = new Filed(SHOP, 1, "web-1", Optional.empty());
    Filed last = good(SHOP, 2, 11);
    assertThat(over(Set.of(), open, last, good(BLOG, 1, 1), good(BLOG, 2, 1))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void ofTenThousandTheRightOnesGo(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Filed> all = new ArrayList<>();
    Set<Owner> existing = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      Owner owner = new Owner("n" + random.nextInt(8), "r" + random.nextInt(60));
      if (random.nextInt(3) > 0) {
        existing.add(owner);
      }
      String name = owner.rollout() + "-" + i;
      End end = new End(random.nextInt(5) == 0, NOW.minusSeconds(random.nextLong(400 * 86_400L)));
      all.add(
          new Filed(
              owner, i, name, random.nextInt(100) == 0 ? Optional.empty() : Optional.of(end)));
    }
    Retention retention = new Retention(300, Duration.ofDays(90));
    List<Filed> over = retention.over(all, existing, NOW);
    assertThat(over).hasSizeBetween(1_000, 9_900);
    Set<Filed> goes = new HashSet<>(over);
    Map<String, List<Filed>> beside =
        all.stream().collect(Collectors.groupingBy(one -> one.owner().namespace()));
    for (Filed one : all) {
      List<Filed> here = beside.getOrDefault(one.owner().namespace(), List.of());
      assertThat(goes.contains(one))
          .as("%s, its Rollout exists: %s", one, existing.contains(one.owner()))
          .isEqualTo(mayGo(one, retention, here, existing));
    }
  }

  /** The rules, said of one record among those of its namespace. */
  private static boolean mayGo(
      Filed one, Retention retention, List<Filed> here, Set<Owner> existing) {
    if (one.end().isEmpty()) {
      return false;
    }
    End end = one.end().get();
    long days = retention.age().toDays() * (end.failure() ? 2 : 1);
    boolean old = end.at().isBefore(NOW.minus(Duration.ofDays(days)));
    List<Filed> file = here.stream().filter(other -> other.owner().equals(one.owner())).toList();
    boolean last =
        file.stream()
            .noneMatch(other -> other.end().isPresent() && other.attempt() > one.attempt());
    if (last) {
      return old && !existing.contains(one.owner()) && file.equals(List.of(one));
    }
    long newer =
        here.stream()
            .filter(other -> other.end().filter(e -> e.failure() == end.failure()).isPresent())
            .filter(other -> other.end().orElseThrow().at().isAfter(end.at()))
            .count();
    return old || newer >= retention.perNamespace();
  }

  private static List<Filed> over(Set<Owner> existing, Filed... all) {
    return TWO_OF_TEN_DAYS.over(List.of(all), existing, NOW);
  }

  private static Filed good(Owner owner, long attempt, long daysAgo) {
    return filed(owner, attempt, new End(false, NOW.minus(Duration.ofDays(daysAgo))));
  }

  private static Filed bad(Owner owner, long attempt, long daysAgo) {
    return filed(owner, attempt, new End(true, NOW.minus(Duration.ofDays(daysAgo))));
  }

  private static Filed filed(Owner owner, long attempt, End end) {
    return new Filed(owner, attempt, owner.rollout() + "-" + attempt, Optional.of(end));
  }
}

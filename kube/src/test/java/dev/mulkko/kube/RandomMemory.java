package dev.mulkko.kube;

import dev.mulkko.engine.judge.Kept;
import dev.mulkko.engine.model.Attempt;
import dev.mulkko.engine.model.Counted;
import dev.mulkko.engine.model.Evidence;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Memories of every shape; the same seed gives the same ones. */
final class RandomMemory {

  private final Random random;

  RandomMemory(long seed) {
    this.random = new Random(seed);
  }

  Memory next() {
    return new Memory(
        maybe(this::word),
        maybe(this::word),
        random.nextInt(1000),
        maybe(this::progress),
        refused(),
        maybe(() -> new Memory.Acted(word(), maybe(this::word), word())),
        random.nextInt(1000));
  }

  private Progress progress() {
    return new Progress(
        word(),
        instant(),
        new Progress.Place(
            random.nextInt(22),
            instant(),
            maybe(this::instant),
            maybe(this::instant),
            random.nextInt(101)),
        null,
        maybe(this::instant),
        maybe(() -> new Progress.Abort(word(), word(), instant())),
        maybe(() -> new Progress.Paused(word(), word(), random.nextInt(101), instant())),
        maybe(this::word),
        evidence(),
        new Counted(maybe(this::word), kept()),
        attempt(),
        maybe(() -> new Progress.Answers(word(), List.of(word(), word()), maybe(this::word))));
  }

  private Attempt attempt() {
    return new Attempt(
        random.nextInt(1000),
        maybe(this::word),
        maybe(this::word),
        maybe(this::word),
        random.nextBoolean()
            ? List.of()
            : List.of(
                new Attempt.Passed(
                    word(),
                    random.nextInt(101),
                    random.nextInt(1000),
                    maybe(() -> (long) random.nextInt(1000)),
                    random.nextInt(1000),
                    evidence())),
        random.nextBoolean()
            ? List.of()
            : List.of(new Attempt.Approved(maybe(this::by), word(), word(), instant())),
        Duration.ofSeconds(random.nextInt(1000)),
        maybe(() -> new Attempt.Unlocked(List.of(word()), maybe(this::by), word(), instant())),
        maybe(this::instant));
  }

  private Attempt.By by() {
    return new Attempt.By(word(), random.nextBoolean());
  }

  private List<Kept> kept() {
    return random.nextBoolean()
        ? List.of()
        : List.of(
            new Kept(
                word(),
                instant(),
                random.nextInt(1_000_000),
                random.nextInt(1_000_001),
                numbers(10),
                numbers(6),
                List.of(100L, 3L, 2000L, 8L),
                1000 + random.nextInt(5000)));
  }

  private List<Long> numbers(int count) {
    return random.longs(count, -100_000, 100_000).boxed().toList();
  }

  private List<Evidence> evidence() {
    return Stream.generate(
            () ->
                new Evidence(
                    word(),
                    random.nextInt(100),
                    random.nextInt(100),
                    List.of(Evidence.Outcome.values()).get(random.nextInt(5)),
                    word(),
                    instant(),
                    maybe(this::instant)))
        .limit(random.nextInt(11))
        .toList();
  }

  private List<Memory.Refused> refused() {
    return Stream.generate(() -> new Memory.Refused(word(), word(), word(), instant()))
        .limit(random.nextInt(6))
        .toList();
  }

  private Instant instant() {
    return Instant.ofEpochMilli(1_795_000_000_000L + random.nextInt());
  }

  private String word() {
    return List.of("7d9e", "물꼬", "a \"b\": {c}", "null", "12", "").get(random.nextInt(6));
  }

  private <T> @Nullable T maybe(Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }
}

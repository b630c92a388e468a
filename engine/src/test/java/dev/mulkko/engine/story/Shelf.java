package dev.mulkko.engine.story;

import dev.mulkko.engine.model.Attempt;
import dev.mulkko.engine.model.Attempt.Approved;
import dev.mulkko.engine.model.Attempt.Passed;
import dev.mulkko.engine.model.Attempt.Unlocked;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Template;
import dev.mulkko.engine.plan.Books;
import dev.mulkko.engine.plan.Books.Entry;
import dev.mulkko.engine.plan.Books.Recorded;
import dev.mulkko.engine.plan.Closing;
import dev.mulkko.engine.plan.Opening;
import dev.mulkko.engine.version.VersionNaming;
import dev.mulkko.engine.version.VersionSearch;
import dev.mulkko.engine.version.Versioned;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The records of a Rollout; whoever writes one twice, or changes one that is closed, is caught. */
final class Shelf {

  static final String UID = "rollout-uid";

  private final NavigableMap<Long, Recorded> records = new TreeMap<>();
  final Map<Long, Closing> closings = new TreeMap<>();
  final List<Approved> approved = new ArrayList<>();
  final List<Passed> steps = new ArrayList<>();
  @Nullable Unlocked unlocked;

  void open(Opening opening) {
    Recorded record =
        new Recorded(
            opening.attempt().number(),
            UID,
            opening.startedAt(),
            opening.to(),
            Objects.requireNonNull(opening.attempt().correlationId()),
            false,
            List.of(),
            List.of());
    if (records.putIfAbsent(record.attempt(), record) != null) {
      throw new Violation("record %d is opened twice", record.attempt());
    }
  }

  void add(long attempt, List<Passed> steps, List<Approved> approved, @Nullable Unlocked news) {
    unlocked = news != null && news.isNews() ? news : unlocked;
    Recorded record = openOne(attempt);
    this.approved.addAll(approved);
    this.steps.addAll(steps);
    List<String> actions = approved.stream().map(Approved::action).toList();
    List<Entry> more =
        steps.stream().map(one -> new Entry(one.step(), one.entered(), one.left())).toList();
    if (more.stream().anyMatch(record.steps()::contains)
        || actions.stream().anyMatch(record.approved()::contains)) {
      throw new Violation("record %d gets a step or an approval twice", attempt);
    }
    records.put(
        attempt,
        with(
            record,
            false,
            Stream.concat(record.steps().stream(), more.stream()).toList(),
            Stream.concat(record.approved().stream(), actions.stream()).toList()));
  }

  void close(Closing closing) {
    long attempt = closing.attempt().number();
    add(attempt, closing.steps(), closing.approved(), closing.attempt().unlocked());
    Recorded record = openOne(attempt);
    records.put(attempt, with(record, true, record.steps(), record.approved()));
    closings.put(attempt, closing);
  }

  private Recorded openOne(long attempt) {
    Recorded record = records.get(attempt);
    if (record == null || record.closed()) {
      throw new Violation(
          "record %d is written, and it is %s", attempt, record == null ? "not there" : "closed");
    }
    return record;
  }

  private static Recorded with(
      Recorded record, boolean closed, List<Entry> steps, List<String> approved) {
    return new Recorded(
        record.attempt(),
        record.rolloutUid(),
        record.startedAt(),
        record.revision(),
        record.correlationId(),
        closed,
        steps,
        approved);
  }

  /** What was attempted and is over has its record, and nothing else has one. */
  void complete(long attempts) {
    for (long attempt = 1; attempt <= attempts; attempt++) {
      Recorded record = records.get(attempt);
      if (record == null || !record.closed()) {
        throw new Violation("attempt %d is over, and its record is not", attempt);
      }
    }
    // A Rollout that has tried nothing yet may follow another one of its name.
    if (attempts > 0 && records.lastKey() > attempts) {
      throw new Violation("record %d is of no attempt", records.lastKey());
    }
  }

  /** Before anybody meets a version it is written down, and what is over does not pile up. */
  void keepsUp(Progress progress, boolean hasTraffic, boolean goesOn) {
    Attempt attempt = progress.attempt();
    if (hasTraffic && !records.containsKey(attempt.number())) {
      throw new Violation("%s has traffic, and no record says so", progress.canary());
    }
    if (goesOn && attempt.passed().size() > 5) {
      throw new Violation("%d steps wait for their record", attempt.passed().size());
    }
  }

  /** An image is called as its version in these stories. */
  static Versioned versioned(Template template, VersionNaming naming) {
    String tag = template.canonical().split(" ", -1)[0];
    return naming.of(new VersionSearch(Map.of(), Map.of(), List.of("shop:" + tag)));
  }

  Books books(long attempt, @Nullable Deployment deployment, VersionNaming naming) {
    return new Books(
        true,
        records.isEmpty() ? 0 : records.lastKey(),
        Optional.ofNullable(records.get(attempt)),
        records.values().stream().filter(Recorded::closed).reduce((_, last) -> last),
        Map.of(),
        deployment == null ? Versioned.UNSAID : versioned(deployment.template, naming),
        true,
        null,
        null);
  }
}

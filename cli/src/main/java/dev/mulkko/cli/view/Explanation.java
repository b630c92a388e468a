package dev.mulkko.cli.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.cli.terminal.Ink;
import dev.mulkko.engine.Planner;
import dev.mulkko.engine.plan.Rule;
import dev.mulkko.engine.plan.RuleList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why the operator did what it did last: the rules of the list that it followed, in their order.
 *
 * @param list which part of a rollout's life this is; null when nothing was decided by a list
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Explanation(
    String rollout, String phase, @Nullable String list, List<Asked> rules, String message) {

  private static final List<RuleList> LISTS = Planner.LAW;

  public Explanation {
    rules = List.copyOf(rules);
  }

  /** A rule and what it said. */
  public record Asked(String rule, Answer answer) {}

  /** What a rule can say. */
  public enum Answer {
    Passed("✔"),
    Act("▶"),
    Wait("…"),
    Remember("✎"),
    NotAsked("·");

    private final String mark;

    Answer(String mark) {
      this.mark = mark;
    }

    String mark() {
      return mark;
    }
  }

  public static Explanation of(Rollout rollout) {
    RolloutStatus status = rollout.getStatus();
    String name = rollout.getMetadata().getName();
    String trace = status == null ? null : status.trace();
    String message = status == null ? null : status.message();
    String said = message == null ? "the operator has not seen this Rollout yet" : message;
    int colon = trace == null ? -1 : trace.indexOf(": ");
    if (trace == null || colon < 0) {
      return new Explanation(name, RolloutRow.phase(status), trace, List.of(), said);
    }
    String list = trace.substring(0, colon);
    return new Explanation(
        name, RolloutRow.phase(status), list, rules(list, trace.substring(colon + 2)), said);
  }

  /** Those that had nothing to say, the one that decided, then those that were not asked. */
  private static List<Asked> rules(String list, String word) {
    Asked decider = asked(word.substring(word.lastIndexOf(' ') + 1));
    List<String> names = names(list);
    int decided = names.indexOf(decider.rule());
    if (decided < 0) {
      return List.of(decider);
    }
    List<Asked> all = new ArrayList<>();
    names.subList(0, decided).forEach(rule -> all.add(new Asked(rule, Answer.Passed)));
    all.add(decider);
    names
        .subList(decided + 1, names.size())
        .forEach(rule -> all.add(new Asked(rule, Answer.NotAsked)));
    return all;
  }

  private static Asked asked(String word) {
    int equals = word.indexOf('=');
    return equals < 0
        ? new Asked(word, Answer.Passed)
        : new Asked(word.substring(0, equals), answer(word.substring(equals + 1)));
  }

  /** An operator of another version may say more. */
  private static Answer answer(String word) {
    return Stream.of(Answer.values())
        .filter(answer -> answer.name().equals(word))
        .findFirst()
        .orElse(Answer.Act);
  }

  private static List<String> names(String list) {
    return LISTS.stream()
        .filter(known -> known.name().equals(list))
        .flatMap(known -> known.rules().stream())
        .map(Rule::name)
        .toList();
  }

  public String text(Ink ink) {
    String head =
        "%s %s%s"
            .formatted(
                ink.strong("Rollout " + rollout),
                Cells.phase(phase, ink),
                list == null ? "" : ", follows the list: " + list);
    String body =
        rules.stream().map(rule -> line(rule, ink)).collect(Collectors.joining("\n", "\n", ""));
    return head + (rules.isEmpty() ? "" : body) + "\n" + message;
  }

  private static String line(Asked asked, Ink ink) {
    String line = "  " + asked.answer().mark() + " " + asked.rule();
    return switch (asked.answer()) {
      case Passed -> ink.good(line);
      case NotAsked -> ink.faint(line);
      case Act, Wait, Remember -> ink.busy(line + "  " + asked.answer().name());
    };
  }
}

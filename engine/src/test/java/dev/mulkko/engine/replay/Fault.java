package dev.mulkko.engine.replay;

import dev.mulkko.engine.ChangedLaw;
import dev.mulkko.engine.Planner;
import dev.mulkko.engine.mutant.Mutation;
import dev.mulkko.engine.plan.Rule;
import dev.mulkko.engine.plan.RuleList;
import dev.mulkko.engine.story.Law;
import java.util.ArrayList;
import java.util.List;

/** Something that is done to the engine, so that a replay must fail. */
sealed interface Fault {

  /** A change in the order law, which needs no compiler. */
  sealed interface OfLaw extends Fault {
    String list();

    List<Rule> changed(List<Rule> rules);

    default Law law() {
      return new ChangedLaw(list(), this::changed)::plan;
    }
  }

  /** A rule that is not there. */
  record Without(String list, String rule) implements OfLaw {
    @Override
    public List<Rule> changed(List<Rule> rules) {
      List<Rule> others = new ArrayList<>(rules);
      others.remove(find(rules, rule));
      return others;
    }

    @Override
    public String toString() {
      return "%s: without %s".formatted(list, rule);
    }
  }

  /** A rule that comes before one that it must come after, or the other way round. */
  record Before(String list, String rule, String other) implements OfLaw {
    @Override
    public List<Rule> changed(List<Rule> rules) {
      List<Rule> moved = new ArrayList<>(new Without(list, rule).changed(rules));
      moved.add(moved.indexOf(find(rules, other)), find(rules, rule));
      return moved;
    }

    @Override
    public String toString() {
      return "%s: %s before %s".formatted(list, rule, other);
    }
  }

  /** A rule of another list in the place of one. */
  record Instead(String list, String rule, String from, String other) implements OfLaw {
    @Override
    public List<Rule> changed(List<Rule> rules) {
      List<Rule> changed = new ArrayList<>(rules);
      changed.set(changed.indexOf(find(rules, rule)), find(rulesOf(from), other));
      return changed;
    }

    private static List<Rule> rulesOf(String name) {
      return Planner.LAW.stream()
          .filter(each -> each.name().equals(name))
          .map(RuleList::rules)
          .findFirst()
          .orElseThrow();
    }

    @Override
    public String toString() {
      return "%s: %s of %s in the place of %s".formatted(list, other, from, rule);
    }
  }

  /** A change in the source of a class of the engine. */
  record InSource(String what, Mutation mutation) implements Fault {
    @Override
    public String toString() {
      String type = mutation.type();
      return "%s: %s".formatted(type.substring(type.lastIndexOf('.') + 1), what);
    }
  }

  static Fault without(String list, String rule) {
    return new Without(list, rule);
  }

  static Fault before(String list, String rule, String other) {
    return new Before(list, rule, other);
  }

  static Fault instead(String list, String rule, String from, String other) {
    return new Instead(list, rule, from, other);
  }

  /** With the class as the engine's own package calls it. */
  static Fault inSource(String what, String type, String from, String to) {
    return new InSource(what, new Mutation("dev.mulkko.engine." + type, from, to));
  }

  private static Rule find(List<Rule> rules, String name) {
    return rules.stream().filter(rule -> rule.name().equals(name)).findFirst().orElseThrow();
  }
}

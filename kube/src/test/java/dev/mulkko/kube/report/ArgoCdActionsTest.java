package dev.mulkko.kube.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.api.v1beta1.RolloutActionSpec;
import dev.mulkko.engine.Planner;
import dev.mulkko.engine.model.Memory.Acted;
import dev.mulkko.engine.model.Strategy;
import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Observation;
import dev.mulkko.engine.plan.Observation.Asked;
import dev.mulkko.engine.plan.Observation.Verb;
import dev.mulkko.engine.plan.Plan;
import dev.mulkko.engine.plan.Plan.Phase;
import dev.mulkko.engine.story.Tale;
import dev.mulkko.engine.story.Tales;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Yaml;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The buttons of Argo CD, pressed in every state that any story of the suite comes to: what is
 * offered is something that can be done there, and what can be done is offered.
 */
class ArgoCdActionsTest {

  private static final ArgoCdActions ACTIONS = ArgoCdActions.ofRollouts();

  /** Needs a reason in somebody's own words, which a button has not. */
  private static final Set<Verb> BUTTONS =
      EnumSet.complementOf(EnumSet.of(Verb.Unlock));

  /** Refused for what is there besides the phase, and said in a sentence. */
  private static final Pattern FOR_A_REASON =
      Pattern.compile(
          ".*(is locked by|spec.suspend is true|is not paused|is paused already|changed the template"
              + "|is promoted already|has 100 %|no revision|no pod of|keeps no).*");

  private static final String PRESSED = "pressed-1";

  /** Where a Rollout is, as far as a button may depend on it. */
  private record Place(Phase phase, boolean rolling) implements Comparable<Place> {

    static Place of(Observation seen, Plan plan) {
      return new Place(plan.phase(), seen.spec().strategy() instanceof Strategy.Rolling);
    }

    JsonNode object() {
      ObjectNode object = (ObjectNode) Yaml.tree(Shop.ROLLOUT);
      object.set("status", Yaml.tree("{phase: %s}".formatted(phase)));
      if (rolling) {
        ((ObjectNode) object.path("spec")).set("strategy", Yaml.tree("{rolling: {}}"));
      }
      return object;
    }

    Set<String> offered() {
      return ACTIONS.offered(object());
    }

    @Override
    public int compareTo(Place other) {
      return toString().compareTo(other.toString());
    }
  }

  /** What came of a button at one place, with an example of each refusal. */
  private static final class Outcomes {
    private int done;
    private final Set<String> refusals = new TreeSet<>();

    void add(Plan before, Plan after) {
      if (after.action().orElse(null) instanceof Action.Answer answer) {
        if (!answer.done()) {
          refusals.add(answer.message());
        }
        return;
      }
      Acted acted = after.memory().acted();
      boolean remembered = acted != null && acted.action().equals(PRESSED);
      boolean aborts = !after.memory().equals(before.memory()) && after.phase() == Phase.Aborting;
      if (remembered || aborts) {
        done++;
      }
    }
  }

  private static final Map<Place, Map<Verb, Outcomes>> TABLE = new TreeMap<>();

  @BeforeAll
  static void pressEachEverywhere() {
    for (Tale tale : Tales.ALL) {
      tale.tell(
          seen -> {
            Plan plan = Planner.plan(seen);
            if (!seen.deleting() && seen.asks().isEmpty()) {
              Map<Verb, Outcomes> here =
                  TABLE.computeIfAbsent(
                      Place.of(seen, plan), _ -> new EnumMap<Verb, Outcomes>(Verb.class));
              for (Verb verb : BUTTONS) {
                here.computeIfAbsent(verb, _ -> new Outcomes())
                    .add(plan, Planner.plan(pressed(seen, verb)));
              }
            }
            return plan;
          });
    }
  }

  private static Observation pressed(Observation seen, Verb verb) {
    Asked asked = new Asked(PRESSED, verb, "argocd", "asked for in Argo CD", null);
    return new Observation(
        seen.now(),
        seen.spec(),
        seen.memory(),
        seen.holdsAtRest(),
        seen.claimed(),
        seen.deleting(),
        seen.workload(),
        seen.replicaSets(),
        seen.service(),
        seen.backends(),
        seen.routes(),
        seen.objections(),
        seen.noMirror(),
        seen.trouble(),
        List.of(asked),
        seen.preview(),
        seen.samples(),
        seen.judged(),
        seen.sight(),
        seen.books(),
        seen.locks(),
        seen.rolloutUid());
  }

  private static String button(Verb verb) {
    return verb.name().toLowerCase(Locale.ROOT);
  }

  @Test
  void theStoriesComeToEveryPlace() {
    assertThat(TABLE.keySet().stream().map(Place::phase).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(Phase.values());
    assertThat(TABLE.keySet()).anyMatch(place -> place.rolling() && !place.offered().isEmpty());
  }

  @Test
  void whatIsOfferedCanBeDoneThere() {
    TABLE.forEach(
        (place, outcomes) ->
            outcomes.forEach(
                (verb, each) -> {
                  if (place.offered().contains(button(verb))) {
                    assertThat(each.done)
                        .as("%s at %s: %s", verb, place, each.refusals)
                        .isPositive();
                  }
                }));
  }

  @Test
  void whatIsOfferedIsRefusedForAReasonOnly() {
    TABLE.forEach(
        (place, outcomes) ->
            outcomes.forEach(
                (verb, each) -> {
                  if (place.offered().contains(button(verb))) {
                    assertThat(each.refusals)
                        .as("%s at %s", verb, place)
                        .allMatch(FOR_A_REASON.asMatchPredicate());
                  }
                }));
  }

  @Test
  void whatCanBeDoneIsOffered() {
    TABLE.forEach(
        (place, outcomes) ->
            outcomes.forEach(
                (verb, each) -> {
                  if (each.done > 0) {
                    assertThat(place.offered()).as("%s", place).contains(button(verb));
                  }
                }));
  }

  @Test
  void eachIsDefinedAndNothingIsOfferedOfOneThatNobodyHasSeen() {
    Set<String> buttons =
        BUTTONS.stream()
            .map(ArgoCdActionsTest::button)
            .collect(Collectors.toCollection(TreeSet::new));
    ObjectNode unseen = (ObjectNode) Yaml.tree(Shop.ROLLOUT);
    unseen.remove("status");
    assertThat(ACTIONS.defined()).isEqualTo(buttons);
    assertThat(ACTIONS.known(unseen)).isEqualTo(buttons);
    assertThat(ACTIONS.offered(unseen)).isEmpty();
  }

  /** No name of its own, so that it can be pressed twice. */
  @Test
  void oneThatIsPressedCreatesTheRequestOfItsVerb() {
    JsonNode rollout = Yaml.tree(Shop.ROLLOUT);
    for (Verb verb : BUTTONS) {
      List<JsonNode> created = ACTIONS.created(button(verb), rollout);
      assertThat(created).hasSize(1);
      assertThat(created.getFirst())
          .isEqualTo(
              Yaml.tree(
                  """
                  apiVersion: mulkko.dev/v1beta1
                  kind: RolloutAction
                  metadata:
                    generateName: %s-
                    namespace: shop
                    ownerReferences: [{apiVersion: mulkko.dev/v1beta1, kind: Rollout, name: shop, uid: r1}]
                  spec: {rollout: shop, verb: %s, reason: asked for in Argo CD}
                  """
                      .formatted(button(verb), verb)));
      assertThat(Yaml.object(RolloutAction.class, created.getFirst()).getSpec())
          .isEqualTo(
              new RolloutActionSpec("shop", verb.name(), "asked for in Argo CD", null));
    }
  }
}

package dev.mulkko.kube.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.api.v1beta1.RolloutActionSpec;
import dev.mulkko.engine.Planner;
import dev.mulkko.engine.model.Memory.Acted;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Strategy;
import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Observation;
import dev.mulkko.engine.plan.Observation.Asked;
import dev.mulkko.engine.plan.Observation.Verb;
import dev.mulkko.engine.plan.Plan;
import dev.mulkko.engine.story.Tale;
import dev.mulkko.engine.story.Tales;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Yaml;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The buttons of Argo CD, pressed at every status that any story of the suite comes to: what can be
 * done there is offered, and what is greyed out cannot be done.
 */
class ArgoCdActionsTest {

  private static final ArgoCdActions ACTIONS = ArgoCdActions.ofRollouts();

  /** All but one that needs a reason in somebody's own words, which a button has not. */
  private static final Set<Verb> BUTTONS = EnumSet.complementOf(EnumSet.of(Verb.Unlock));

  private static final Rollout ROLLOUT = Yaml.object(Rollout.class, Shop.ROLLOUT);
  private static final JsonNode OBJECT = Yaml.sent(ROLLOUT);

  /** What no status says, or says only in a sentence; the answer is one too. */
  private static final Pattern FOR_A_REASON =
      Pattern.compile(
          ".*(is locked by|spec.suspend is true|is not paused|is paused already"
              + "|has 100 % and is being promoted|no revision that ran before is kept"
              + "|is not refused|is rolling by itself|another person|no pod of"
              + "|is promoted already: set the template back).*");

  /** It goes on as it began, which no status says. */
  private static final String EDITED_TO_ROLLING = "aCanaryThatIsEditedToRollingGoesOnAsItBegan";

  private static final String PRESSED = "pressed-1";

  /** What came of a button wherever there was one. */
  private static final class Pressed {
    private int done;
    private int grey;
    private final Set<String> refusals = new TreeSet<>();
    private final Set<String> missed = new TreeSet<>();

    void add(boolean offered, Plan before, Plan after, String where) {
      if (after.action().orElse(null) instanceof Action.Answer answer && !answer.done()) {
        if (offered) {
          refusals.add(answer.message());
        } else {
          grey++;
        }
      } else if (acts(before, after) && offered) {
        done++;
      } else if (acts(before, after) && !where.startsWith(EDITED_TO_ROLLING)) {
        missed.add(where);
      }
    }

    private static boolean acts(Plan before, Plan after) {
      Acted acted = after.memory().acted();
      return (acted != null && acted.action().equals(PRESSED))
          || (aborting(after) && !aborting(before));
    }

    private static boolean aborting(Plan plan) {
      Progress progress = plan.memory().progress();
      return progress != null && progress.abort() != null;
    }
  }

  private static final Map<Verb, Pressed> TABLE = new EnumMap<>(Verb.class);

  @BeforeAll
  static void pressEachEverywhere() {
    BUTTONS.forEach(verb -> TABLE.put(verb, new Pressed()));
    for (Tale tale : Tales.ALL) {
      Set<String> pressed = new HashSet<>();
      tale.tell(
          seen -> {
            Plan plan = Planner.plan(seen);
            // Whoever looks sees what was written of the pass before.
            boolean written = plan.memory().equals(seen.memory());
            if (written
                && !seen.deleting()
                && seen.asks().isEmpty()
                && pressed.add("%s %s".formatted(plan.phase(), plan.note().reason()))) {
              press(tale, seen, plan);
            }
            return plan;
          });
    }
  }

  private static void press(Tale tale, Observation seen, Plan plan) {
    JsonNode object = object(seen, plan);
    Set<String> offered = ACTIONS.offered(object);
    TABLE.forEach(
        (verb, pressed) ->
            pressed.add(
                offered.contains(button(verb)),
                plan,
                Planner.plan(pressed(seen, verb)),
                "%s: %s %s".formatted(tale.name(), plan.phase(), plan.note().message())));
  }

  private static JsonNode object(Observation seen, Plan plan) {
    ObjectNode object = OBJECT.deepCopy();
    object.set("status", Json.tree(StatusReport.of(ROLLOUT, seen, plan, List.of())));
    if (seen.spec().strategy() instanceof Strategy.Rolling) {
      object.withObject("/spec").set("strategy", Yaml.tree("{rolling: {}}"));
    }
    return object;
  }

  private static Observation pressed(Observation seen, Verb verb) {
    Asked asked = new Asked(PRESSED, verb, "argocd", "asked for in Argo CD", null);
    return new Observation(
        seen.now(),
        seen.lookingSince(),
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
        seen.pods(),
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
  void whatCanBeDoneIsOffered() {
    TABLE.forEach(
        (verb, pressed) -> {
          assertThat(pressed.missed).as("%s is grey, and would be done", verb).isEmpty();
          assertThat(pressed.done).as("%s is offered, and done", verb).isPositive();
          System.out.printf(
              "figure: %s was pressed: done = %d, grey and refused = %d%n",
              verb, pressed.done, pressed.grey);
        });
  }

  @Test
  void whatCannotBeDoneIsGreyBesideWhatASentenceIsNeededFor() {
    TABLE.forEach(
        (verb, pressed) -> {
          assertThat(pressed.refusals).as("%s", verb).allMatch(FOR_A_REASON.asMatchPredicate());
          assertThat(pressed.grey).as("%s is grey, and would be refused", verb).isPositive();
        });
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
          .isEqualTo(new RolloutActionSpec("shop", verb.name(), "asked for in Argo CD", null));
    }
  }
}

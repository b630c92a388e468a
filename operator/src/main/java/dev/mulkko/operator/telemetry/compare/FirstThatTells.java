package dev.mulkko.operator.telemetry.compare;

import dev.mulkko.engine.judge.Side;
import dev.mulkko.engine.judge.Told;
import dev.mulkko.kube.read.MetricTargets.Target;
import dev.mulkko.operator.telemetry.Archive;
import dev.mulkko.operator.telemetry.Teller;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The pods; where these tell nothing, the first of others that tells of both versions. A network
 * policy or a mesh may keep the operator from the pods, or their app may count by names that nobody
 * knows. Only one is asked at a time: each question costs, and so do many Rollouts.
 */
final class FirstThatTells implements Teller, Archive {

  /** Looks without a word of any pod of a side, before it is given up. */
  private static final int SILENT = 3;

  /** Looks at others, before the pods are asked again. */
  private static final int ELSEWHERE = 12;

  private final Teller pods;
  private final List<Voices> others;

  /** Who answered, and told nothing of one of the versions. */
  private final Set<String> passed = new LinkedHashSet<>();

  private volatile int other;
  private volatile boolean found;
  private int silent;
  private int elsewhere;
  private int looks;

  FirstThatTells(Teller pods, List<Voices> others) {
    this.pods = pods;
    this.others = others;
  }

  @Override
  public Heard hear(Asked asked) throws InterruptedException {
    if (elsewhere > 0) {
      elsewhere--;
      return elsewhere(asked);
    }
    Heard heard = pods.hear(asked);
    silent = tells(heard.told(), asked) ? 0 : silent + 1;
    if (silent < SILENT) {
      return heard;
    }
    elsewhere = ELSEWHERE;
    return elsewhere(asked);
  }

  /**
   * Before any pod is ready nothing is amiss. A page without a request of stable is that of an app
   * that counts by other names.
   */
  private static boolean tells(List<Told> told, Asked asked) {
    Set<Side> ready = asked.targets().stream().map(Target::side).collect(Collectors.toSet());
    return ready.stream().allMatch(side -> told.stream().anyMatch(each -> each.side() == side))
        && (!ready.contains(Side.Stable) || counted(told, Side.Stable));
  }

  private static boolean counted(List<Told> told, Side side) {
    return told.stream().anyMatch(each -> each.side() == side && each.requests() > 0);
  }

  /** As long as one has not told of both, nothing of it counts: the next may count the same. */
  private Heard elsewhere(Asked asked) throws InterruptedException {
    Teller teller = others.get(other).teller();
    Heard heard = teller.hear(asked.every(interval(asked.interval())));
    boolean answered = teller.why().isEmpty();
    boolean both = counted(heard.told(), Side.Canary) && counted(heard.told(), Side.Stable);
    looks = both ? 0 : looks + (answered ? 1 : 0);
    found = both || (found && looks < SILENT);
    String from = said(heard.from(), !answered);
    if (looks >= SILENT) {
      looks = 0;
      passed.add(heard.from());
      other = (other + 1) % others.size();
    }
    return new Heard(
        found ? heard.told() : List.of(), found ? heard.due() : Set.of(), heard.patience(), from);
  }

  /** The same words as long as nothing changes: each change is a write. */
  private String said(String who, boolean unanswered) {
    String why = pods.why().orElse("no requests");
    String others =
        passed.stream()
            .filter(name -> !found || !name.equals(who))
            .collect(Collectors.joining(", "));
    return "%s (pods: %s%s)"
        .formatted(
            found || unanswered ? who : "nobody yet",
            why,
            others.isEmpty() ? "" : "; %s: nothing of both versions".formatted(others));
  }

  /** Of whoever tells now; Prometheus has read the pods too. */
  @Override
  public List<Told> past(Asked asked) {
    return others.get(found ? other : 0).archive().past(asked);
  }

  @Override
  public Duration interval(Duration wished) {
    return silent < SILENT ? wished : others.get(other).teller().interval(wished);
  }
}

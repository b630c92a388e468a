package dev.mulkko.e2e.observer.invariant;

import java.util.List;

/** The invariants that are watched over. */
public final class Contract {

  public static final List<Invariant> ALL =
      List.of(
          new WeightsSumTo100(),
          new WeightMeetsEndpoints(),
          new ServiceSelectsLive(),
          new StableKeepsItsShare(),
          new TrafficLeavesFirst(),
          new PreviewsMeetPods(),
          new AbortEnds(),
          new StableHasAllTraffic(),
          new PauseHolds(),
          new StepsGoForward(),
          new DeletedWithoutTrace(),
          new OneRolloutADeployment(),
          new OthersFieldsUntouched(),
          new StatusIsSmall(),
          new StatusTellsWhatIsCarried(),
          new OneOwnedReplicaSet(),
          new OneOpenRecord());

  private Contract() {}
}

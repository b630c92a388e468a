package dev.mulkko.engine.mutant;

import java.util.List;

/**
 * One for each guard of the judge, and for what a trial must not forget; those of {@code
 * Guards.ALL} have a test of their own.
 */
final class Mutants {

  static final List<Mutant> ALL =
      List.of(
          new Mutant(
              "the clump guard, against stable",
              "Proof",
              "worseShare, canaryBad, stableBad) / clump",
              "worseShare, canaryBad, stableBad)",
              "ProofTest.clumpsMakeEachFailureCountForLess"),
          new Mutant(
              "the clump guard, against a level",
              "Proof",
              "worseLevel, batch.canary()) / clump",
              "worseLevel, batch.canary())",
              "ProofTest.clumpsMakeEachFailureCountForLess"),
          new Mutant(
              "the clump guard, of health against stable",
              "Proof",
              "betterShare, canaryBad, stableBad) / clump",
              "betterShare, canaryBad, stableBad)",
              "ProofTest.clumpsMakeEachFailureCountForLess"),
          new Mutant(
              "the clump guard, of health against a level",
              "Proof",
              "betterLevel, batch.canary()) / clump",
              "betterLevel, batch.canary())",
              "ProofTest.clumpsMakeEachFailureCountForLess"),
          new Mutant(
              "the clumps of stable's history",
              "Strand",
              "Proof.begin(measure, history.clump())",
              "Proof.begin(measure, 1)",
              "GuardTest.clumpsThatStableHadBeforeBluntTheFirstBet"),
          new Mutant(
              "the clumps of stable in the rollout",
              "Strand",
              "later.whole().equals(history.whole()) ? folded : folded.clumped(later.clump())",
              "folded",
              "GuardTest.clumpsOfStableAreSeenWhileTheRolloutGoesOn"),
          new Mutant(
              "the clumps that were remembered",
              "History",
              "Math.max(remembered, dispersion())",
              "dispersion()",
              "HistoryTest.whatWasRememberedIsBelievedUntilHalfAnHourTellsBetter"),
          new Mutant(
              "the interruption of history",
              "Strand",
              "window.troubled(history, measure) ? history : history.interrupted()",
              "history",
              "GuardTest.aTroubleIsNoClumpAndDoesNotBluntTheJudge"),
          new Mutant(
              "the end of history in a trouble",
              "Strand",
              "if (!longer.troubled(history, measure))",
              "if (true)",
              "GuardTest.aTroubleIsNoClumpAndDoesNotBluntTheJudge"),
          new Mutant(
              "the trailing share",
              "Strand",
              "Window.Traffic traffic = longer.traffic();",
              "Window.Traffic traffic = Window.EMPTY.and(batch).traffic();",
              "ProofTest.theEvidenceIsThatOfTheGoldenVectors"),
          new Mutant(
              "the present weight in the trailing share",
              "Strand",
              "new Strand(stream, Window.EMPTY, history, proof.nextStep())",
              "new Strand(stream, window, history, proof.nextStep())",
              "WindowTest.theShareIsThatOfThePresentWeight"),
          new Mutant(
              "the reserve of the onset mixture",
              "Proof",
              "FIRST = 0.5",
              "FIRST = 1",
              "ProofTest.theEvidenceIsThatOfTheGoldenVectors"),
          new Mutant(
              "the later stakes of the onset mixture",
              "Proof",
              ": (1 - FIRST) * (HALF_TIME",
              ": 0 * (HALF_TIME",
              "ProofTest.aLateFaultIsFoundByWhatWasNotBetBefore"),
          new Mutant(
              "the alignment of the ends",
              "Stream",
              "Tally end = each.getValue().at(to);",
              "Tally end = each.getValue().at(each.getValue().end());",
              "AlignmentTest.bothSidesAreCutAtTheSameInstant"),
          new Mutant(
              "the alignment of the beginnings",
              "Stream",
              "later(mark, later(canaryStart, stableStart))",
              "later(mark, earlier(canaryStart, stableStart))",
              "AlignmentTest.bothSidesAreCutAtTheSameInstant"),
          new Mutant(
              "new starts told by a fall",
              "Counter",
              "requests < earlier.requests * SAME\n        || ",
              "",
              "AlignmentTest.aNewStartCountsFromZero"),
          new Mutant(
              "new starts told by their time",
              "Counter",
              "\n        || (since != null && earlier.since != null && since.isAfter(earlier.since))",
              "",
              "AlignmentTest.aNewStartThatHasOvertakenIsToldByItsTime"),
          new Mutant(
              "the mark that is resumed",
              "Kept",
              "Stream.begin(through)",
              "Stream.begin(java.time.Instant.EPOCH)",
              "CutsTest.howeverItIsCutNothingIsFoldedTwice"),
          new Mutant(
              "the mark of each batch",
              "Stream",
              "return new Stream(batch.to(), next);",
              "return new Stream(mark, next);",
              "CutsTest.howeverItIsCutNothingIsFoldedTwice"),
          new Mutant(
              "the clumps that are resumed",
              "Kept",
              "            clump / 1e3));",
              "            1));",
              "KeptTest.aSecondOfNoClumpsDoesNotMakeClumpsForgotten"),
          new Mutant(
              "the clumps that are remembered after a restart",
              "Kept",
              "History.remembering(clump / 1e3)",
              "History.EMPTY",
              "KeptTest.aSecondOfNoClumpsDoesNotMakeClumpsForgotten"),
          new Mutant(
              "the new proof of health at a later step",
              "Judge",
              "kept.through().isBefore(step.since()) ? kept.strand().nextStep() : kept.strand()",
              "kept.strand()",
              "KeptTest.whatProvedHealthAtAnEarlierStepIsNotResumed"),
          new Mutant(
              "the mark, for late reads",
              "Stream",
              " && !counter.at().isBefore(mark)",
              "",
              "AlignmentTest.aLateReadOfBeforeTheMarkIsNoBase"),
          new Mutant(
              "the mark, for pods that are read at different times",
              "Stream",
              "later(mark, later(canaryStart, stableStart))",
              "later(canaryStart, stableStart)",
              "AlignmentTest.nothingIsCutTwiceOfPodsThatAreReadAtDifferentTimes"),
          new Mutant(
              "the half minute before a canary is starved",
              "Guards",
              "window.span().compareTo(Window.LENGTH) >= 0",
              "true",
              "GuardTest.aShareThatIsJustComingUpIsNotStarvation"),
          new Mutant(
              "the fewest requests of a starved canary",
              "Guards",
              "all * share >= FEWEST && ",
              "",
              "GuardTest.fewRequestsAreNotStarvation"),
          new Mutant(
              "the fewest failures of a trouble",
              "Window",
              "stable.bad() >= FEWEST && ",
              "",
              "GuardTest.aFewFailuresOfStableAreNoTrouble"),
          new Mutant(
              "the level of a trouble",
              "Window",
              "Math.max(level, FAR * history.whole().rate())",
              "FAR * history.whole().rate()",
              "GuardTest.whatIsTooLittleToMatterIsNoTrouble"),
          new Mutant(
              "the history that a trouble is told by",
              "Window",
              "level == null || !history.tells()",
              "level == null",
              "GuardTest.thatStableIsWorseThanUsualIsSaidByNobodyWhoKnowsNotWhatIsUsual"),
          new Mutant(
              "minSoak",
              "Judge",
              "soaked && scales",
              "scales",
              "VerdictTest.aHealthyCanaryPassesByProofAndNotBeforeTheSoak"),
          new Mutant(
              "minRequests",
              "Judge",
              "scales.canaryRequests() >= limits.minRequests()",
              "true",
              "VerdictTest.aStepOfFewRequestsIsNotPassedUndecided"),
          new Mutant(
              "that no guard lets pass",
              "Judge",
              "new Undecided(guard, false,",
              "new Undecided(guard, true,",
              "GuardTest.aStarvedCanaryIsNotHealthy"),
          new Mutant(
              "the words on clumps",
              "Verdict",
              "clump > TOO_CLUMPED",
              "false",
              "VerdictTest.failuresThatComeByTheScoreAreSaidToBeTooClumpedForFastVerdicts"),
          new Mutant(
              "the warming of a pod",
              "Trial",
              "return !told.at().isBefore(begun.plus(COLD));",
              "return true;",
              "TrialTest.whatWasSlowWhileItWasColdDoesNotCount"),
          new Mutant(
              "the guard of a cold canary",
              "Trial",
              "return isCold() && verdict instanceof Healthy healthy",
              "return edges == null && verdict instanceof Healthy healthy",
              "TrialTest.nothingProvesACanaryHealthyBeforeItsLatencyIsCompared"),
          new Mutant(
              "the past of slow requests",
              "Trial",
              "pasts.getOrDefault(edge, Past.NONE)",
              "pasts.getOrDefault(-edge, Past.NONE)",
              "TrialTest.clumpsOfStableAreKnownBeforeTheFirstComparison"),
          new Mutant(
              "the whole weight of failures alone",
              "Trial",
              "errors(judge.limits(), 1)",
              "errors(judge.limits(), ERRORS)",
              "TrialTest.whereStableTimesNothingFailuresAloneAreCompared"),
          new Mutant(
              "the edges in common",
              "Trial",
              ".filter(Latency.sum(warm).keySet()::contains)",
              ".filter(edge -> edge > 0)",
              "TrialTest.whereTheVersionsHaveNoEdgeInCommonFailuresAloneAreCompared"),
          new Mutant(
              "the edges of another process",
              "Trial",
              "boolean timed = !edges.isEmpty() &&",
              "boolean timed = edges == null &&",
              "TrialTest.anotherProcessGoesOnWithTheSameEdges"),
          new Mutant(
              "what an archive remembers",
              "Trial",
              "Evidence next = judge.remembering(evidence, histories);",
              "Evidence next = judge.remembering(evidence, Map.of());",
              "TrialTest.whatAnArchiveKnowsOfStableCounts"),
          new Mutant(
              "the least that an archive must know",
              "Past",
              ".filter(History::tells)",
              "",
              "TrialTest.anArchiveThatTellsTooLittleChangesNothing"),
          new Mutant(
              "who wants no latency",
              "Latency",
              "case Ignored _ -> List.of();",
              "case Ignored _ -> finite;",
              "LatencyTest.withoutAHistogramThereAreNone"),
          new Mutant(
              "that nothing of the past counts twice",
              "Past",
              "before == null || counter.at().isAfter(before.at())",
              "true",
              "TrialTest.samplesThatComeAgainAreNoNewPast"),
          new Mutant(
              "that nobody is warm who has answered nothing",
              "Trial",
              ".filter(told -> told.requests() > 0)\n        .forEach",
              ".forEach",
              "TrialTest.aTargetIsColdFromItsFirstAnswerOn"));

  private Mutants() {}
}

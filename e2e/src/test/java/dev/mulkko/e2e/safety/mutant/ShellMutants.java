package dev.mulkko.e2e.safety.mutant;

import dev.mulkko.e2e.safety.mutant.ShellMutant.Test;
import java.util.List;
import java.util.stream.Stream;

/** What a shell must never do, one thing at a time, and the test that does not stand it. */
final class ShellMutants {

  private static final String WRITER = "dev.mulkko.operator.apply.ClusterWriter";
  private static final String PASS = "dev.mulkko.operator.Pass";
  private static final String GATE = "dev.mulkko.operator.report.StatusGate";
  private static final String REPEATS = "dev.mulkko.operator.report.Repeats";
  private static final String OLD_CACHES = "dev.mulkko.operator.cluster.OldCachesTest";
  private static final String TIMER = "dev.mulkko.operator.LeaderTimer";
  private static final String HAND_OVER = "dev.mulkko.operator.apply.HandOver";
  private static final String DETACH = "dev.mulkko.operator.detach.Detach";
  private static final String DETACH_MAIN = "dev.mulkko.operator.DetachMain";
  private static final String PARKING = "dev.mulkko.kube.write.Parking";
  private static final String REQUESTS = "dev.mulkko.kube.write.Requests";
  private static final String FINALIZERS = "dev.mulkko.kube.write.Finalizers";
  private static final String ENDPOINTS = "dev.mulkko.kube.read.Endpoints";
  private static final String FACTS = "dev.mulkko.kube.StatusFacts";
  private static final String PATCHES = "dev.mulkko.kube.PatchDocument";
  private static final String EDIT = "dev.mulkko.kube.route.WeightedEdit";

  private static final List<ShellMutant> WRITES =
      List.of(
          ofOperator(
              "A refused write is sent once more without its guard",
              WRITER,
              "        case Patch patch -> patch(patch);",
              "        case Patch p -> {\n          try {\n            yield patch(p);\n          } catch (KubernetesClientException e) {\n            yield patch(new Patch(p.target(), \"[\" + p.json().substring(p.json().indexOf(\"},\") + 2), p.status()));\n          }\n        }",
              writer("aPatchOfAnOlderObjectIsStaleAndChangesNothing")),
          ofKube(
              "A patch says nothing of the object that it was decided on",
              PATCHES,
              "PatchDocument patch = new PatchDocument();",
              "PatchDocument patch = new PatchDocument(); if (object != null) { return patch; }",
              kube("golden.RequestsTest", "whatWasDecidedOnAnOlderObjectIsRefused")),
          ofOperator(
              "An object is deleted whatever became of it",
              WRITER,
              ".lockResourceVersion(delete.resourceVersion())",
              "",
              writer("anObjectThatChangedSinceItWasReadIsNotDeleted")),
          ofOperator(
              "A ReplicaSet changes hands without a fresh look at its Deployment",
              WRITER,
              "patch.onlyIf().map(this::holds).orElse(true)",
              "patch.onlyIf().map(_ -> true).orElse(true)",
              writer("whatNeedsAPausedDeploymentIsStaleOnceItIsUnpaused")),
          ofOperator(
              "Another Deployment of the same name is taken for the one that was decided on",
              WRITER,
              "now.getMetadata().getUid().equals(uid)",
              "!uid.isEmpty()",
              writer("whatNeedsADeploymentIsStaleOnceThereIsAnotherOfItsName")),
          ofOperator(
              "An answer goes out whatever became of its Rollout",
              WRITER,
              "now.getMetadata().getResourceVersion().equals(version)",
              "!version.isEmpty()",
              writer("anAnswerIsStaleOnceItsRolloutHasChanged")),
          ofOperator(
              "The refusal of a policy is taken for a late write",
              WRITER,
              "e.getStatus() != null && TEST_FAILED.equals(e.getStatus().getMessage())",
              "e.getStatus() != null",
              writer("aPatchThatAPolicyRefusesIsNotTakenForAStaleOne")),
          ofKube(
              "A ReplicaSet is scaled that the Deployment owns",
              REQUESTS,
              "if (!Ownership.parked(seen.name(), rs)) {",
              "if (rs.getMetadata() == null) {",
              kube("write.RequestRefusalTest", "anOwnedReplicaSetIsNeverScaled")),
          ofKube(
              "An adopted ReplicaSet has no controller until somebody takes it",
              PARKING,
              ".add(\"/metadata/annotations\", annotations)\n        .add(\"/metadata/ownerReferences\", owners(deployment, rs, true));",
              ".add(\"/metadata/annotations\", annotations)\n        .add(\"/metadata/ownerReferences\", owners(deployment, rs, false));",
              kube("write.SwapPatchTest", "theDeploymentFindsAnAdoptedOneAndControlsIt")),
          ofKube(
              "A parked ReplicaSet keeps the labels that Deployments select",
              PARKING,
              ".add(\"/metadata/labels\", parkedLabels(rollout, Ownership.revision(rs)))",
              ".add(\"/metadata/labels\", rs.getSpec().getTemplate().getMetadata().getLabels())",
              kube("write.SwapPatchTest", "noSelectorFindsAParkedOne")),
          ofKube(
              "The finalizers of others go with ours",
              FINALIZERS,
              ".filter(name -> !name.equals(Names.FINALIZER))",
              ".filter(String::isEmpty)",
              kube("golden.RequestsTest", "anActionBecomesItsRequest")),
          ofKube(
              "A weight of 0 is left out",
              EDIT,
              "one -> WeightedRoute.weight(one) > 0 || !route.dialect().leavesOutWhatGetsNothing()",
              "one -> WeightedRoute.weight(one) > 0",
              kube("route.RouteJourneyTest", "bothRevisionsAreNamedBeforeTheyGetAnything")),
          ofKube(
              "What stood in a route is not kept on it",
              EDIT,
              "return patch.annotate(route.tree(), Names.restore(route.rollout()), Json.canonical(originals));",
              "return patch;",
              kube("route.RouteJourneyTest", "afterAWholeRolloutItIsAsItWas")));

  private static final List<ShellMutant> OTHERS =
      List.of(
          ofKube(
              "A pod that is about to end counts as ready",
              ENDPOINTS,
              "&& !Boolean.TRUE.equals(conditions.getTerminating())",
              "",
              kube("read.EndpointsTest", "whoeverCannotBeCalledReadyDoesNotCount")),
          ofKube(
              "What was done for a person is forgotten with the process",
              FACTS,
              "acted(status.lastAction())",
              "acted(null)",
              kube("StatusFactsTest", "whatIsStoredIsRemembered")),
          ofOperator(
              "A process that does not lead works beside the one that does",
              TIMER,
              "if (leads.getAsBoolean()) {",
              "if (leads.getAsBoolean() || !name.isEmpty()) {",
              Test.of("operator", TIMER + "Test", "onlyWhoLeadsLooks")),
          ofOperator(
              "A lease is given back that another process has",
              HAND_OVER,
              "operation(\"test\", \"/spec/holderIdentity\", instance)",
              "operation(\"test\", \"/kind\", \"Lease\")",
              Test.of("operator", HAND_OVER + "Test", "theLeaseOfAnotherStays")),
          ofOperator(
              "An Event is told again as often as it is seen",
              REPEATS,
              "return said.putIfAbsent(new Said(rollout, note), now) != null;",
              "return said.put(new Said(rollout + now, note), now) != null;",
              Test.of(
                  "operator",
                  "dev.mulkko.operator.report.RepeatsTest",
                  "theSameSentenceIsSaidOnceInFiveSeconds")),
          ofOperator(
              "It is decided on what was there before the own write",
              PASS,
              "if (ownWrites.notYetIn(snapshot, now)) {",
              "if (ownWrites.notYetIn(snapshot, now) && now == null) {",
              Test.of("operator", OLD_CACHES, "nothingIsWrittenTwiceByACacheThatIsLate")),
          ofOperator(
              "A write that came too late is reported as done",
              PASS,
              "return Result.again(ownWrites.tooLate(snapshot));",
              "ownWrites.tooLate(snapshot);",
              Test.of("operator", OLD_CACHES, "whoeverLedOnceWritesNothingByWhatItKnew")),
          ofOperator(
              "Facts are written when there is time",
              GATE,
              "if (factsChanged(StatusFacts.read(rollout.getStatus()), plan.memory())) {",
              "if (rollout.getStatus() == null) {",
              Test.ofCell("promoted|AFTER_RESPONSE|POST /replicasets")),
          ofOperator(
              "It is answered that something was done, and then it is written down",
              PASS,
              "    Plan plan = repairs.tempered(Planner.plan(seen), snapshot, seen);\n",
              """
                  Plan plan = repairs.tempered(Planner.plan(seen), snapshot, seen);
                  if (plan.memory().acted() != seen.memory().acted()) {
                    dev.mulkko.engine.plan.Action answer = Planner.plan(seen.with(plan.memory())).action().orElseThrow();
                    send(snapshot, Requests.of(answer, snapshot, seen.now()), seen.now());
                  }
              """,
              Test.ofCell("paused|AFTER_RESPONSE|PATCH /rolloutactions")));

  private static final List<ShellMutant> UNINSTALLS =
      List.of(
          ofOperator(
              "The operator goes before it has let a Rollout go",
              DETACH,
              "    while (!left.isEmpty()) {\n",
              "    for (int look = 0; look < 1 && !left.isEmpty(); look++) {\n",
              detach("itEndsWhenTheOperatorHasLetEveryRolloutGo")),
          ofOperator(
              "A Rollout that is created during an uninstall is waited for and never deleted",
              DETACH,
              ".filter(one -> one.getMetadata().getDeletionTimestamp() == null)",
              ".filter(one -> gone.isEmpty())",
              detach("aRolloutThatIsCreatedMeanwhileIsDetachedToo")),
          ofOperator(
              "The time is over, and what is still held is not told",
              DETACH,
              "return new Left(now, Set.of());",
              "return new Left(Set.of(), Set.of());",
              detach("aRolloutThatIsHeldWhenTheTimeIsOverIsNamed")),
          ofOperator(
              "The operator goes before it has given a Deployment back",
              DETACH,
              "Stream.concat(all(Deployment.class), replicaSets.stream())",
              "replicaSets.stream()",
              detach("aDeploymentIsGivenBackBeforeTheOperatorGoes")),
          ofOperator(
              "The operator goes before it has given history back",
              DETACH,
              "return Stream.concat(parked, held)",
              "return held",
              detach("historyIsGivenBackBeforeTheOperatorGoes")),
          ofOperator(
              "A Deployment that stays paused for nobody is not told",
              DETACH,
              "return new Left(Set.of(), paused());",
              "return new Left(Set.of(), Set.of());",
              detach("aDeploymentThatNobodyGivesBackIsNamedUntilSomebodyResumesIt")),
          ofOperator(
              "A Deployment that a person paused is taken for one of ours",
              DETACH,
              ".filter(one -> annotations(one).containsKey(Names.HELD_BY))",
              "",
              detach("aDeploymentThatAPersonPausedIsNobodysBusinessHere")),
          ofOperator(
              "Rollouts are deleted that belong to another operator",
              DETACH,
              "return namespaces.isEmpty()",
              "return !namespaces.isEmpty()",
              detach("theRolloutsOfAnotherNamespaceStay")),
          ofOperator(
              "An uninstall that left a Rollout ends as one that left nothing",
              DETACH_MAIN,
              "return left.isNothing() ? 0 : 1;",
              "return 0;",
              Test.of(
                  "operator",
                  "dev.mulkko.operator.MainTest",
                  "aDetachmentThatLeavesARolloutIsNoSuccess")));

  static final List<ShellMutant> ALL =
      Stream.of(WRITES, OTHERS, UNINSTALLS).flatMap(List::stream).toList();

  private ShellMutants() {}

  private static ShellMutant ofOperator(
      String name, String type, String from, String to, Test test) {
    return new ShellMutant(name, "operator", type, from, to, test);
  }

  private static ShellMutant ofKube(String name, String type, String from, String to, Test test) {
    return new ShellMutant(name, "kube", type, from, to, test);
  }

  private static Test writer(String method) {
    return Test.of("operator", WRITER + "Test", method);
  }

  private static Test detach(String method) {
    return Test.of("operator", DETACH + "Test", method);
  }

  private static Test kube(String type, String method) {
    return Test.of("kube", "dev.mulkko.kube." + type, method);
  }
}

package dev.mulkko.kube.replay;

import static dev.mulkko.kube.replay.Replay.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.engine.mutant.Mutation;
import dev.mulkko.engine.plan.Action;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.Request;
import dev.mulkko.kube.golden.JsonPatch;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Snapshots;
import dev.mulkko.kube.golden.Yaml;
import dev.mulkko.kube.write.Requests;
import java.time.Instant;
import java.util.List;

/** Writes that were decided on what is so no longer: by a late cache, or by a leader that was. */
final class StaleReplays {

  private static final Mutation UNGUARDED =
      in(
          "PatchDocument",
          "PatchDocument patch = new PatchDocument();",
          "PatchDocument patch = new PatchDocument(); if (object != null) { return patch; }");

  static final List<Replay> ALL =
      List.of(
          new Replay(
              "AR#4784",
              false,
              "what an informer knew late is written",
              "a route is not written that has changed since it was read",
              "a patch has no test of the resourceVersion",
              UNGUARDED,
              () ->
                  isRefusedOnceChanged(
                      Shop.ROUTE, new Action.SplitRoute("HTTPRoute shop", "old", "new", 5, null))),
          new Replay(
              "AR#4786",
              false,
              "what an informer knew late is written",
              "a Service is not pinned that has changed since it was read",
              "a patch has no test of the resourceVersion",
              UNGUARDED,
              () -> isRefusedOnceChanged(Shop.SERVICE, new Action.Pin("old"))),
          new Replay(
              "AR#2117",
              false,
              "a leader that was goes on working",
              "pods are not scaled on what a leader knew once",
              "a patch has no test of the resourceVersion",
              UNGUARDED,
              () ->
                  isRefusedOnceChanged(Shop.replicaSet("new", false), new Action.Scale("new", 0))),
          new Replay(
              "AR#2291",
              false,
              "a leader that was goes on working",
              "stable is only given up by a Deployment that is still paused",
              "the Deployment may be unpaused by now",
              in(
                  "write.Requests",
                  "Boolean.TRUE.equals(deployment.getSpec().getPaused())",
                  "false"),
              StaleReplays::stableIsGivenUpByAPausedDeployment));

  private StaleReplays() {}

  private static void isRefusedOnceChanged(String object, Action action) {
    JsonNode changed = Yaml.tree(object);
    Request.Patch patch = patch(action, Shop.DEPLOYMENT, object);
    assertThat(JsonPatch.apply(changed, Json.parse(patch.json()))).isNotEqualTo(changed);
    ((ObjectNode) changed.path("metadata")).put("resourceVersion", "999");
    assertThatThrownBy(() -> JsonPatch.apply(changed, Json.parse(patch.json())))
        .isInstanceOf(JsonPatch.Refused.class)
        .hasMessageContaining("resourceVersion");
  }

  private static void stableIsGivenUpByAPausedDeployment() {
    String paused = Shop.DEPLOYMENT.replace("  replicas: 6", "  paused: true\n  replicas: 6");
    Request.Patch park = patch(new Action.Park("old"), paused, Shop.replicaSet("old", true));
    assertThat(park.onlyIf())
        .hasValueSatisfying(
            held ->
                assertThat(held)
                    .asInstanceOf(type(Request.Precondition.Same.class))
                    .returns(true, Request.Precondition.Same::paused));
  }

  private static Request.Patch patch(Action action, String deployment, String object) {
    Request request =
        Requests.of(action, Snapshots.of(Shop.ROLLOUT, deployment, object), Instant.EPOCH);
    if (request instanceof Request.Patch patch) {
      return patch;
    }
    throw new AssertionError("no patch: " + request);
  }
}

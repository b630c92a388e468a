package dev.mulkko.e2e.observer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.kube.Json;

/** The shop's objects as an API server has them, with what rules look at. */
final class ShopObjects {

  private ShopObjects() {}

  static ObjectNode deployment() {
    return parse(
        """
        {"metadata": {"name": "shop", "uid": "d1", "labels": {"app": "shop"}},
         "spec": {"replicas": 6, "selector": {"matchLabels": {"app": "shop"}},
                  "template": {"spec": {"containers": [{"image": "shop:v1"}]}}}}
        """);
  }

  static ObjectNode rollout() {
    return parse(
        """
        {"metadata": {"name": "shop", "uid": "r1"},
         "spec": {"workloadRef": {"name": "shop"},
                  "traffic": {"service": "shop", "routes": [{"kind": "HTTPRoute", "name": "shop"}]}},
         "status": {"stable": "v1", "workloadUid": "d1"}}
        """);
  }

  static ObjectNode service() {
    return parse(
        """
        {"metadata": {"name": "shop"},
         "spec": {"selector": {"app": "shop"}, "ports": [{"port": 80}]}}
        """);
  }

  static ObjectNode backend(String revision) {
    return parse(
        """
        {"metadata": {"name": "shop-%1$s",
                      "labels": {"mulkko.dev/rollout": "shop", "mulkko.dev/revision": "%1$s"}},
         "spec": {"selector": {"app": "shop", "pod-template-hash": "%1$s"}}}
        """
            .formatted(revision));
  }

  static ObjectNode route() {
    return parse(
        """
        {"metadata": {"name": "shop", "namespace": "shop", "generation": 1},
         "spec": {"parentRefs": [{"name": "edge"}],
                  "rules": [{"matches": [{"path": {"value": "/"}}],
                             "backendRefs": [{"name": "shop", "port": 80}]}]},
         "status": {"parents": [{"parentRef": {"name": "edge"}, "conditions": [
             {"type": "Accepted", "status": "True", "observedGeneration": 1},
             {"type": "ResolvedRefs", "status": "True", "observedGeneration": 1}]}]}}
        """);
  }

  static ObjectNode parkedReplicaSet(String revision, int pods) {
    ObjectNode rs =
        parse(
            """
            {"metadata": {"name": "shop-%1$s"},
             "spec": {"replicas": %2$d,
                      "template": {
                        "metadata": {"labels": {"app": "shop", "pod-template-hash": "%1$s"}},
                        "spec": {"containers": [{"image": "shop:%1$s"}]}}},
             "status": {"replicas": %2$d, "readyReplicas": %2$d}}
            """
                .formatted(revision, pods));
    park(rs, revision);
    return rs;
  }

  static ObjectNode ownedReplicaSet(String revision, int pods) {
    ObjectNode rs = parkedReplicaSet(revision, pods);
    adopt(rs, revision);
    return rs;
  }

  static void park(ObjectNode rs, String revision) {
    rs.withObject("/metadata")
        .setAll(
            parse(
                """
                {"labels": {"mulkko.dev/rollout": "shop", "mulkko.dev/revision": "%s"},
                 "ownerReferences": [{"uid": "d1", "controller": false}]}
                """
                    .formatted(revision)));
  }

  static void adopt(ObjectNode rs, String revision) {
    rs.withObject("/metadata")
        .setAll(
            parse(
                """
                {"labels": {"app": "shop", "pod-template-hash": "%s"},
                 "ownerReferences": [{"uid": "d1", "controller": true}]}
                """
                    .formatted(revision)));
  }

  /** One slice, with ready endpoints. */
  static ObjectNode slice(String service) {
    return parse(
        """
        {"metadata": {"name": "%1$s-slice", "labels": {"kubernetes.io/service-name": "%1$s"}}}
        """
            .formatted(service));
  }

  static ArrayNode endpoints(String revision, int ready) {
    ArrayNode endpoints = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < ready; i++) {
      endpoints.add(
          parse(
              """
              {"conditions": {"ready": true}, "targetRef": {"name": "shop-%s-pod%d"}}
              """
                  .formatted(revision, i)));
    }
    return endpoints;
  }

  static ArrayNode refs(int stable, int canary) {
    return (ArrayNode)
        Json.parse(
            """
            [{"name": "shop-v1", "port": 80, "weight": %d}, {"name": "shop-v2", "port": 80, "weight": %d}]
            """
                .formatted(stable, canary));
  }

  private static ObjectNode parse(String json) {
    return (ObjectNode) Json.parse(json);
  }
}

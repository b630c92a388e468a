package dev.mulkko.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.OperatorProcess;
import dev.mulkko.e2e.Wait;
import dev.mulkko.testbed.node.Images;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A cluster that was empty, and a reader of the quick start with kubectl, Helm and the project in
 * front of her. Its node has the images that the quick start names; the operator's pods are
 * processes with an address of their own, the volumes that the chart gives them, and no other
 * rights than their ServiceAccount's.
 */
record Installed(Lab lab, Terminal reader) implements AutoCloseable {

  static final String SYSTEM = "mulkko-system";

  private static final Path QUICK_START = Path.of("..", "docs", "en", "quick-start.md");
  private static final Duration LIMIT = Duration.ofSeconds(90);

  /** As kubectl prints a name: its warnings are sentences. */
  private static final Pattern OBJECT = Pattern.compile("[a-z0-9.-]+/\\S+");

  private static final Pattern IMAGE =
      Pattern.compile("image\\.repository=(\\S+) --set image\\.tag=(\\S+)");

  /** Nothing is installed yet. */
  static Installed inAnEmptyCluster() {
    Lab lab = Lab.empty(Installed::images);
    Terminal reader = Terminal.in(lab, "default");
    reader.links("helm", Path.of("..", "helm"));
    return new Installed(lab, reader);
  }

  /** The app's, and the operator's by the name that its reader gives Helm. */
  private static Images images(Path folder) {
    var operator = IMAGE.matcher(commands().getFirst());
    assertThat(operator.find()).as("the command names the image").isTrue();
    return new Images(
        Map.of(
            "nginx:1.29",
            new Images.Shop(80),
            "nginx:1.30",
            new Images.Shop(80),
            operator.group(1) + ":" + operator.group(2),
            new Images.Program(OperatorProcess.entrypoint(), folder)));
  }

  /** What the quick start calls its four commands, as they are written. */
  static List<String> commands() {
    return Block.below("Four commands", QUICK_START).stream()
        .filter(Block::isShell)
        .map(Block::script)
        .toList();
  }

  /** What the reader has before. */
  static String app() {
    return Block.below("An app", QUICK_START).getFirst().script();
  }

  void runs(String script) {
    assertThat(reader.run(script, Duration.ofMinutes(6))).as(script).isEmpty();
  }

  /** Returns when all pods of a Deployment are those of its template, and ready. */
  void awaitDeployment(String namespace, String name) {
    Wait.until(
        LIMIT,
        "%s/%s is there".formatted(namespace, name),
        () -> {
          Deployment deployment =
              lab.client().apps().deployments().inNamespace(namespace).withName(name).get();
          return deployment != null
              && Readiness.isDeploymentReady(deployment)
              && Objects.equals(
                  deployment.getSpec().getReplicas(), deployment.getStatus().getUpdatedReplicas());
        });
  }

  /** What there is of a kind of objects that have something in common, by kubectl's words. */
  List<String> objects(String selection) {
    runs(
        """
        kubectl api-resources --verbs=list -o name | grep -v '^events' | paste -sd, \\
          | xargs -I KINDS kubectl get KINDS --ignore-not-found --show-managed-fields=false -o name %s
        """
            .formatted(selection));
    return reader
        .printed()
        .lines()
        .filter(line -> OBJECT.matcher(line).matches())
        .sorted()
        .toList();
  }

  @Override
  public void close() {
    lab.close();
  }
}

package dev.mulkko.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.OperatorProcess;
import dev.mulkko.e2e.SharedLab;
import dev.mulkko.e2e.Shop;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the documents tell to write or to run, tried on a cluster with a shop and an operator: YAML
 * of ours by a dry run, commands in a shell, each block in the order of its document. What cannot
 * be run here says why, in a comment before the block.
 */
@Tag("cluster")
final class BlocksTest {

  private static final Path ROOT = Path.of("..");

  /** Of what is only shown. */
  private static final Set<String> SHOWN = Set.of("", "json", "groovy", "promql", "text");

  @Test
  void whatDocumentsTellToWriteAndToRunWorks() {
    Lab lab = SharedLab.lab();
    String namespace = lab.cluster().newNamespace("docs");
    Shop shop = new Shop(lab, namespace);
    try (OperatorProcess operator = OperatorProcess.in(namespace, lab, Map.of())) {
      shop.open(BlocksTest::small);
      operator.awaitReady();
      shop.attach();
      Trials trials = new Trials(new Manifests(lab.client(), namespace), terminal(lab, shop));
      files().flatMap(file -> Block.of(file).stream()).forEach(trials::tryOut);
      System.out.printf(
          "figure: blocks of the documents run = %d of all %d, skipped with a reason = %d%n",
          trials.run, trials.run + trials.skipped + trials.failed.size(), trials.skipped);
      assertThat(trials.failed).isEmpty();
      assertThat(trials.run).isPositive();
    } finally {
      lab.client().namespaces().withName(namespace).delete();
    }
  }

  private static Deployment small(Deployment deployment) {
    deployment.getSpec().setReplicas(2);
    return deployment;
  }

  /** With what a reader is said to have. */
  private static Terminal terminal(Lab lab, Shop shop) {
    Terminal terminal = Terminal.in(lab, shop.namespace());
    terminal.has("rollout.yaml", sample("canary-httproute/rollout.yaml"));
    terminal.has("deployment.yaml", sample("canary-httproute/shop.yaml").split("(?m)^---$", -1)[0]);
    assertThat(terminal.run("kubectl create deployment checkout --image=app:v1 --replicas=0"))
        .isEmpty();
    return terminal;
  }

  private static String sample(String file) {
    try {
      return Files.readString(ROOT.resolve("samples").resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> files() {
    return Stream.of("README.md", "docs/en", "README.ko.md", "docs/ko")
        .map(ROOT::resolve)
        .flatMap(BlocksTest::under);
  }

  private static Stream<Path> under(Path place) {
    try (Stream<Path> files = Files.walk(place)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What became of the blocks so far. */
  private static final class Trials {

    private final Manifests manifests;
    private final Terminal terminal;
    private final Set<String> done = new HashSet<>();
    private final List<String> failed = new ArrayList<>();
    private int run;
    private int skipped;

    Trials(Manifests manifests, Terminal terminal) {
      this.manifests = manifests;
      this.terminal = terminal;
    }

    void tryOut(Block block) {
      if (!block.isYaml() && !block.isShell()) {
        assertThat(SHOWN).as(block.place()).contains(block.language());
        return;
      }
      if (block.skip() != null) {
        skipped++;
        return;
      }
      String trouble = block.isYaml() ? trouble(block) : inShell(block);
      if (trouble.isEmpty()) {
        run++;
      } else {
        failed.add("%s: %s".formatted(block.place(), trouble));
      }
    }

    private String trouble(Block block) {
      try {
        manifests.tryOut(block);
        return "";
      } catch (KubernetesClientException | IllegalArgumentException e) {
        return String.valueOf(e.getMessage());
      }
    }

    /** The same commands in another language are not run twice. */
    private String inShell(Block block) {
      return done.add(block.script()) ? terminal.run(block.script()) : "";
    }
  }
}

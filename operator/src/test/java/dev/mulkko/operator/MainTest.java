package dev.mulkko.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.kube.Names;
import dev.mulkko.operator.cluster.ApiServer;
import dev.mulkko.operator.cluster.Shop;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The process, from its first to its last line. */
@Tag("cluster")
@ExtendWith(ApiServer.Running.class)
class MainTest {

  private static final int SIGTERM = 128 + 15;

  private final Shop shop;
  private final Path kubeconfig;
  private final Path log;

  MainTest(ApiServer server, @TempDir Path dir) throws IOException {
    shop = Shop.on(server);
    kubeconfig = Files.writeString(dir.resolve("kubeconfig"), server.kubeconfig());
    log = dir.resolve("log");
  }

  @Test
  void aLeaderThatIsToldToStopEndsByItselfAndGivesItsLeaseBack() throws Exception {
    Process process = startAsLeader();
    process.destroy();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("ended\n%s", log()).isTrue();
    assertThat(process.exitValue()).isEqualTo(SIGTERM);
    assertThat(log()).contains("\"stopping: passes under way are finished first\"");
    assertThat(log()).contains("the lease mulkko is given back");
    assertThat(lease().get().getSpec().getHolderIdentity()).isEmpty();
  }

  /** Another one may be at work already: what is under way here must not go on. */
  @Test
  void aLeaderThatLosesItsLeaseIsGoneBeforeAnotherOneLeads() throws Exception {
    Process process = startAsLeader();
    lease()
        .edit(
            lease -> {
              lease.getSpec().setHolderIdentity("another");
              return lease;
            });
    assertThat(process.waitFor(8, TimeUnit.SECONDS)).as("ended\n%s", log()).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(log()).contains("\"another process leads: this one ends at once\"");
  }

  @Test
  void aMistakeInTheConfigurationIsOneLineAndTheEnd() throws Exception {
    Process process = start(Map.of("MULKKO_WORKERS", "none"));
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(log().lines())
        .singleElement()
        .asString()
        .contains("\"MULKKO_WORKERS is none: write a number from 1 to 100\"");
  }

  @Test
  void aDetachmentThatLeavesARolloutIsNoSuccess() throws Exception {
    Rollout busy = shop.createRollout("busy");
    finalizers(busy, "[\"%s\"]".formatted(Names.FINALIZER));
    Process process = start(Map.of(), "detach", "1s");
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ended\n%s", log()).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(log())
        .contains("still attached after 1s: [%s/busy]".formatted(shop.namespace()))
        .doesNotContain("nothing is left");
    finalizers(busy, "null");
  }

  @Test
  void aDetachmentThatLeavesADeploymentPausedIsNoSuccess() throws Exception {
    Deployment deployment = shop.createDeployment("web");
    patch(
        deployment,
        "{\"metadata\": {\"annotations\": {\"%s\": \"web\"}}, \"spec\": {\"paused\": true}}"
            .formatted(Names.HELD_BY));
    Process process = start(Map.of(), "detach", "1s");
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ended\n%s", log()).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(log())
        .contains("no operator gave back [%s/web]".formatted(shop.namespace()))
        .contains("kubectl rollout resume");
  }

  @Test
  void aDetachmentThatLeavesNothingIsASuccess() throws Exception {
    shop.createRollout("resting");
    Process process = start(Map.of(), "detach", "1s");
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ended\n%s", log()).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(log()).contains("nothing is left of 1 Rollouts");
  }

  @ParameterizedTest
  @ValueSource(strings = {"detach", "detach soon", "detach 1s more", "attach 1s"})
  void wordsThatMeanNothingAreNamed(String words) throws Exception {
    Process process = start(Map.of(), words.split(" ", -1));
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ended\n%s", log()).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(log()).contains("unknown arguments [%s]".formatted(words.replace(" ", ", ")));
  }

  private void finalizers(Rollout rollout, String list) {
    patch(rollout, "{\"metadata\": {\"finalizers\": %s}}".formatted(list));
  }

  private void patch(HasMetadata object, String patch) {
    var _ =
        shop.server().client().resource(object).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  private Resource<Lease> lease() {
    return shop.server().client().leases().inNamespace(shop.namespace()).withName("mulkko");
  }

  /** Returns when it acts. */
  private Process startAsLeader() throws IOException {
    Process process = start(Map.of("MULKKO_LEASE_NAMESPACE", shop.namespace()));
    shop.createRollout("shop");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> "WorkloadMissing".equals(shop.status("shop").reason()));
    return process;
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("MULKKO_"));
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    builder.environment().put("MULKKO_NAMESPACES", shop.namespace());
    builder.environment().put("MULKKO_METRICS_PORT", "0");
    builder.environment().put("MULKKO_PROBES_PORT", "0");
    builder.environment().putAll(environment);
    return builder.start();
  }

  private String log() throws IOException {
    return Files.readString(log);
  }
}

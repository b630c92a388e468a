package dev.mulkko.testbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LauncherTest {

  @Test
  void aChildDiesWithItsJvmEvenWhenThatIsKilled() throws IOException {
    Process jvm =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = jvm.inputReader()) {
      long child = Long.parseLong(Optional.ofNullable(out.readLine()).orElse("0"));
      assertThat(ProcessHandle.of(child)).isPresent();

      jvm.destroyForcibly().onExit().join();

      await().atMost(Duration.ofSeconds(5)).until(() -> isGone(child));
    }
  }

  private static boolean isGone(long pid) {
    return ProcessHandle.of(pid).map(process -> !process.isAlive()).orElse(true);
  }

  /** Starts a child that would outlive everybody, says its id and does not end. */
  static final class Parent {
    private Parent() {}

    public static void main(String[] arguments) throws InterruptedException {
      System.out.println(Launcher.start(new ProcessBuilder("sleep", "600")).pid());
      Thread.currentThread().join();
    }
  }
}

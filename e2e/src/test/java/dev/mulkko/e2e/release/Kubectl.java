package dev.mulkko.e2e.release;

import dev.mulkko.e2e.Lab;
import dev.mulkko.testbed.cluster.Launcher;
import dev.mulkko.testbed.cluster.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The developer's own kubectl. */
record Kubectl(Lab lab, String namespace) {

  /** What it printed, and how it ended. */
  record Result(int code, String text) {}

  Result run(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(lab.cluster().programs().resolve("kubectl").toString());
    command.add("--kubeconfig=" + lab.cluster().kubeconfig(User.KIM));
    command.add("--namespace=" + namespace);
    command.addAll(List.of(arguments));
    Process process = Launcher.start(new ProcessBuilder(command).redirectErrorStream(true));
    try {
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.onExit().join().exitValue(), text.strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

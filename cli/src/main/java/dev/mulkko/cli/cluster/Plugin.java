package dev.mulkko.cli.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A program that a kubeconfig names to say who the user is, as clouds have it. One that must speak
 * with the user, or must be told of the cluster, is left to the client.
 */
record Plugin(List<String> command, Map<String, String> environment) {

  private static final Set<String> FIELDS =
      Set.of(
          "apiVersion",
          "command",
          "args",
          "env",
          "installHint",
          "interactiveMode",
          "provideClusterInfo");

  /**
   * Reads the {@code exec} of a user.
   *
   * @param folder of the kubeconfig: a command with a slash is relative to it
   * @throws IllegalArgumentException at what is not usual
   */
  static Plugin of(Map<?, ?> exec, Path folder) {
    Map<?, ?> known = Kubeconfig.known(exec, FIELDS);
    if ("Always".equals(known.get("interactiveMode"))
        || Boolean.TRUE.equals(known.get("provideClusterInfo"))) {
      throw new IllegalArgumentException("asks for more than a call");
    }
    String program = Kubeconfig.required(Kubeconfig.text(known, "command"));
    List<String> command = new ArrayList<>();
    command.add(program.contains("/") ? folder.resolve(program).toString() : program);
    for (Object argument : list(known.get("args"))) {
      if (!(argument instanceof String word)) {
        throw new IllegalArgumentException("an argument is no text");
      }
      command.add(word);
    }
    Map<String, String> environment = new HashMap<>();
    for (Object variable : list(known.get("env"))) {
      Map<?, ?> named = Kubeconfig.map(variable);
      environment.put(
          Kubeconfig.required(Kubeconfig.text(named, "name")),
          Kubeconfig.required(Kubeconfig.text(named, "value")));
    }
    String version = Kubeconfig.required(Kubeconfig.text(known, "apiVersion"));
    environment.put(
        "KUBERNETES_EXEC_INFO",
        "{\"apiVersion\":\"%s\",\"kind\":\"ExecCredential\",\"spec\":{\"interactive\":false}}"
            .formatted(version));
    return new Plugin(List.copyOf(command), Map.copyOf(environment));
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  /**
   * The status of the credential that it prints. What it says to people they read.
   *
   * @throws IllegalArgumentException when it prints none
   */
  Map<?, ?> credential() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String printed;
    try (InputStream out = process.getInputStream()) {
      printed = new String(out.readAllBytes(), StandardCharsets.UTF_8);
    }
    if (process.onExit().join().exitValue() != 0) {
      throw new IllegalArgumentException(command.getFirst() + " failed");
    }
    Map<?, ?> credential =
        Kubeconfig.map(new Load(LoadSettings.builder().build()).loadFromString(printed));
    Map<?, ?> status = Kubeconfig.map(credential.get("status"));
    if (!status.containsKey("token") && !status.containsKey("clientCertificateData")) {
      throw new IllegalArgumentException(command.getFirst() + " does not say who the user is");
    }
    return status;
  }
}

package dev.mulkko.e2e.safety.mutant;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** One test in a process of its own that meets a changed class before all others. */
final class Trial {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String CLASS_PATH = System.getProperty("java.class.path");
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** As {@code testbed/namespace/bin/java} does: two clusters in one would be in their way. */
  private static final String NAMESPACE =
      """
      ip link set lo up
      ip address add 10.96.0.1/32 dev lo
      ip route add default dev lo
      exec "$0" "$@"
      """;

  /**
   * What came of it.
   *
   * @param said the first line of what was wrong; empty when nothing was
   */
  record Verdict(Fate fate, String said, Duration took) {}

  enum Fate {
    PASSED,
    FAILED,
    /** The test did not come to an end, or there is none. */
    BROKEN
  }

  private final Path folder;

  /**
   * In an empty folder.
   *
   * @param folder of what is compiled; it stays
   */
  Trial(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** Puts a changed class before all others. */
  Trial of(ShellMutant mutant) throws IOException {
    String text = mutant.changed(Files.readString(ROOT.resolve(mutant.source())));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter words = new StringWriter();
    List<String> options =
        List.of("-proc:none", "-nowarn", "-d", folder.toString(), "-cp", CLASS_PATH);
    if (!compiler
        .getTask(words, null, null, options, null, List.of(new Source(mutant, text)))
        .call()) {
      throw new IllegalArgumentException(words.toString());
    }
    return this;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(ShellMutant mutant, String text) {
      super(URI.create("string:///" + mutant.source()), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  Verdict run(ShellMutant.Test test) throws IOException, InterruptedException {
    long from = System.nanoTime();
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command(test))
            .directory(ROOT.resolve(test.module()).toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
      Duration took = Duration.ofNanos(System.nanoTime() - from);
      Fate fate = ended ? OneTest.fate(process.exitValue()) : Fate.BROKEN;
      return new Verdict(fate, said(log), took);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String said(Path log) throws IOException {
    return Files.readAllLines(log).stream()
        .filter(line -> line.startsWith(OneTest.SAYS))
        .map(line -> line.substring(OneTest.SAYS.length()))
        .findFirst()
        .orElse("");
  }

  private List<String> command(ShellMutant.Test test) {
    List<String> command =
        new ArrayList<>(
            List.of("unshare", "--user", "--map-root-user", "--net", "bash", "-ec", NAMESPACE));
    Path tests = ROOT.resolve(test.module()).resolve("target").resolve("test-classes");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.add("-Djdk.httpclient.allowRestrictedHeaders=host");
    command.add("-Dlogback.configurationFile=logback-safety.xml");
    test.cell().ifPresent(cell -> command.add("-Dcell=" + cell));
    command.add("-cp");
    command.add(String.join(File.pathSeparator, folder.toString(), tests.toString(), CLASS_PATH));
    command.add(OneTest.class.getName());
    command.add(test.type());
    command.add(test.method());
    return command;
  }

  /** As a name of a folder. */
  static String folderOf(Object any) {
    return any.toString().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }
}

package dev.mulkko.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The chart as Helm renders it.
 *
 * @param folder with its {@code Chart.yaml}
 */
public record Chart(Path folder) {

  private static final String RESOURCE = "META-INF/mulkko/chart";

  /**
   * What is installed.
   *
   * @param kubernetes version of the cluster, which decides what it can be given
   * @param values in YAML, beside the chart's own
   */
  public record Release(String name, String namespace, String kubernetes, String values) {}

  /** The one that this build carries: Helm takes a folder, so a jar is unpacked. */
  public static Chart ofBuild() {
    try {
      URL found = Chart.class.getClassLoader().getResource(RESOURCE + "/Chart.yaml");
      if (found == null) {
        throw new IllegalStateException("there is no chart on the class path");
      }
      URI uri = found.toURI();
      if (uri.getScheme().equals("file")) {
        return new Chart(Path.of(uri).resolveSibling(""));
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return new Chart(jar.getPath(RESOURCE)).copied(temporary(), text -> text);
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path temporary() throws IOException {
    return Files.createTempDirectory("mulkko-chart-");
  }

  /** A copy in an empty folder, in which each text may be another. It ends with this JVM. */
  Chart copied(Path copy, UnaryOperator<String> change) throws IOException {
    try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : files.toList()) {
        Path to = copy.resolve(folder.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.writeString(to, change.apply(Files.readString(file)));
        }
        to.toFile().deleteOnExit();
      }
    }
    return new Chart(copy);
  }

  /** The same where hooks are ordinary objects: this Helm leaves them out of what it renders. */
  public Chart showingHooks() {
    try {
      return copied(temporary(), text -> text.replace("helm.sh/hook: ", "mulkko.dev/shown-hook: "));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * All objects as one YAML text.
   *
   * @throws IllegalStateException with Helm's words when it refuses a value
   */
  public String render(Release release) {
    return with(
        release.values(),
        values -> {
          TemplateCommand template =
              new Helm(folder)
                  .template()
                  .withName(release.name())
                  .withNamespace(release.namespace())
                  .withKubeVersion(release.kubernetes())
                  .withValuesFile(values);
          return template.call();
        });
  }

  /** What Helm says to whoever installed it. */
  public String notes(Release release) {
    return with(
        release.values(),
        values -> {
          InstallCommand install =
              new Helm(folder)
                  .install()
                  .withName(release.name())
                  .withNamespace(release.namespace())
                  .withKubeVersion(release.kubernetes())
                  .withValuesFile(values)
                  .clientOnly()
                  .dryRun();
          String output = install.call().getOutput();
          return output.substring(output.indexOf("NOTES:"));
        });
  }

  /** What Helm's own check finds, empty when it is content. */
  public List<String> lint() {
    return new Helm(folder)
        .lint().strict().call().getMessages().stream()
            .filter(message -> !message.startsWith("[INFO]"))
            .toList();
  }

  private interface Use {
    String of(Path values);
  }

  private static String with(String values, Use use) {
    try {
      Path file = Files.createTempFile("values-", ".yaml");
      try {
        Files.writeString(file, values);
        return use.of(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

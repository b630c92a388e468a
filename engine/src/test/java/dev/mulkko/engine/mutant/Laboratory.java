package dev.mulkko.engine.mutant;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Compiles a changed class, and runs a test with it. */
final class Laboratory {

  private static final String HOUSE = "dev.mulkko.";
  private static final String JUDGE = HOUSE + "engine.judge.";
  private static final Path SOURCES = Path.of("src", "main", "java");

  /**
   * Where compiled changes are put.
   *
   * @param folder is empty
   */
  static TestExecutionSummary run(Mutant mutant, Path folder) throws Exception {
    compile(JUDGE + mutant.file(), mutant.of(source(mutant.file())), folder);
    return run(mutant.test(), folder);
  }

  /** With the classes of a folder before all others; an empty one changes nothing. */
  static TestExecutionSummary run(String test, Path folder) throws Exception {
    int dot = test.indexOf('.');
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (Loader loader = new Loader(folder, before)) {
      Class<?> type = loader.loadClass(JUDGE + test.substring(0, dot));
      SummaryGeneratingListener listener = new SummaryGeneratingListener();
      LauncherFactory.create()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(DiscoverySelectors.selectMethod(type, test.substring(dot + 1)))
                  .build(),
              listener);
      return listener.getSummary();
    }
  }

  private static String source(String file) throws IOException {
    return Files.readString(SOURCES.resolve((JUDGE + file).replace('.', '/') + ".java"));
  }

  private static void compile(String name, String source, Path folder) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter words = new StringWriter();
    List<String> options =
        List.of(
            "-proc:none",
            "-nowarn",
            "-d",
            folder.toString(),
            "-cp",
            System.getProperty("java.class.path"));
    if (!compiler
        .getTask(words, null, null, options, null, List.of(new Source(name, source)))
        .call()) {
      throw new IllegalArgumentException(words.toString());
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(
          URI.create("string:///" + name.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Loads all classes of the house anew, those of the folder first. */
  private static final class Loader extends URLClassLoader {

    Loader(Path folder, ClassLoader parent) throws IOException {
      super(urls(folder), parent);
    }

    private static URL[] urls(Path folder) throws IOException {
      return new URL[] {
        folder.toUri().toURL(),
        Path.of("target", "test-classes").toUri().toURL(),
        Path.of("target", "classes").toUri().toURL()
      };
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(HOUSE)) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }

  private Laboratory() {}
}

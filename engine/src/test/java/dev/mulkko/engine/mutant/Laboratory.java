package dev.mulkko.engine.mutant;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a changed class of a module, and lets those who must notice meet it. */
public final class Laboratory {

  private static final String HOUSE = "dev.mulkko.";
  private static final Path SOURCES = Path.of("src", "main", "java");

  /**
   * Gives a word to a listener that is loaded together with the changed class.
   *
   * @param folder where what was compiled is put; it is empty
   */
  public static void tell(
      Mutation mutation, Path folder, Class<? extends Consumer<String>> listener, String word)
      throws IOException, ReflectiveOperationException {
    compile(mutation, folder);
    try (Loader loader = new Loader(folder, listener.getClassLoader())) {
      @SuppressWarnings("unchecked") // It is the same class, loaded anew.
      Consumer<String> anew =
          (Consumer<String>)
              loader.loadClass(listener.getName()).getDeclaredConstructor().newInstance();
      anew.accept(word);
    }
  }

  static void compile(Mutation mutation, Path folder) throws IOException {
    String name = mutation.type();
    Path file = SOURCES.resolve(name.replace('.', '/') + ".java");
    compile(name, mutation.of(Files.readString(file)), folder);
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

  /** Loads all classes of the module anew, those of the folder first. */
  static final class Loader extends URLClassLoader {

    /** An empty folder changes nothing. */
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
      boolean ofModule =
          name.startsWith(HOUSE) && findResource(name.replace('.', '/') + ".class") != null;
      if (!ofModule) {
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

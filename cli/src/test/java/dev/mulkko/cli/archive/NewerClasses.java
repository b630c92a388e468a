package dev.mulkko.cli.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives the classes of a jar a newer version: an AOT cache takes none that are older than Java 6,
 * and picocli's are of Java 5. They are what they were, with the frames that newer ones need.
 */
public final class NewerClasses {

  private static final int OLDEST_IN_A_CACHE = ClassFile.JAVA_6_VERSION;
  private static final int NEWER = ClassFile.JAVA_8_VERSION;

  private NewerClasses() {}

  /** The arguments are jars, which are changed in place. */
  public static void main(String[] jars) throws IOException {
    for (String jar : jars) {
      try (FileSystem files = FileSystems.newFileSystem(Path.of(jar))) {
        raise(files.getPath("/"));
      }
    }
  }

  private static void raise(Path root) throws IOException {
    ClassFile classes =
        ClassFile.of(
            StackMapsOption.GENERATE_STACK_MAPS,
            ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(type -> find(root, type))
                    .orElse(ClassHierarchyResolver.defaultResolver())));
    List<Path> found;
    try (Stream<Path> all = Files.walk(root)) {
      found = all.filter(path -> path.toString().endsWith(".class")).toList();
    }
    for (Path path : found) {
      ClassModel old = classes.parse(Files.readAllBytes(path));
      if (old.majorVersion() < OLDEST_IN_A_CACHE) {
        Files.write(path, classes.transformClass(old, newer()));
      }
    }
  }

  /** Bodies are taken apart too: frames are only made for what is written anew. */
  private static ClassTransform newer() {
    ClassTransform version =
        (builder, element) ->
            builder.with(
                element instanceof ClassFileVersion ? ClassFileVersion.of(NEWER, 0) : element);
    return version.andThen(ClassTransform.transformingMethodBodies(CodeBuilder::with));
  }

  private static @Nullable InputStream find(Path root, ClassDesc type) {
    String descriptor = type.descriptorString();
    Path path = root.resolve(descriptor.substring(1, descriptor.length() - 1) + ".class");
    try {
      return Files.exists(path) ? Files.newInputStream(path) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

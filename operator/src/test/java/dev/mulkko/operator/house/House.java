package dev.mulkko.operator.house;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;

/** All classes of ours that the operator runs with. */
final class House {

  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.mulkko");

  private House() {}

  /**
   * Calls of and references to methods.
   *
   * @param owner how the name of their class begins
   */
  static DescribedPredicate<JavaAccess<?>> methods(String owner, Set<String> names) {
    return DescribedPredicate.describe(
        "a method of %s* named one of %s".formatted(owner, names),
        access ->
            access.getTargetOwner().getName().startsWith(owner)
                && names.contains(access.getTarget().getName()));
  }
}

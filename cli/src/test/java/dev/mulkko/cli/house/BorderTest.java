package dev.mulkko.cli.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class BorderTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.mulkko.cli");

  @Test
  void theCommandLineKnowsNeitherTheOperatorNorTheTestbed() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.mulkko.operator..",
            "dev.mulkko.testbed..",
            "dev.mulkko.e2e..",
            "io.javaoperatorsdk..")
        .check(CLASSES);
  }

  @Test
  void whatIsShownAndWhatIsCheckedIsDecidedWithoutAServer() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.mulkko.cli.view..", "dev.mulkko.cli.lint..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.mulkko.cli.cluster..", "dev.mulkko.cli.verb..", "java.net..")
        .orShould()
        .dependOnClassesThat()
        .haveSimpleName("KubernetesClient")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.mulkko.cli.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void aNameSaysWhatAClassIs() {
    noClasses().should().haveNameMatching(".*(Utils?|Helpers?|Managers?|Impl)").check(CLASSES);
  }
}

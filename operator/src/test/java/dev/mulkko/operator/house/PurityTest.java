package dev.mulkko.operator.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.CustomResource;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PurityTest {

  private static final String[] PURE = {"dev.mulkko.engine..", "dev.mulkko.kube.."};

  @Test
  void everyModuleIsLookedAt() {
    for (String module : Set.of("api", "engine", "kube", "operator")) {
      assertThat(House.CLASSES)
          .as(module)
          .anyMatch(c -> c.getPackageName().startsWith("dev.mulkko." + module));
    }
  }

  /** No client, no file, no socket, no thread: neither ours nor the JDK's. */
  @Test
  void theEngineNeedsNothingButValuesOfTheJdk() {
    classes()
        .that()
        .resideInAPackage("dev.mulkko.engine..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.mulkko.engine..",
            "org.jspecify.annotations",
            "java.lang",
            "java.lang.annotation",
            "java.lang.invoke",
            "java.lang.runtime",
            "java.math",
            "java.nio.charset",
            "java.security",
            "java.time",
            "java.util",
            "java.util.function",
            "java.util.regex",
            "java.util.stream")
        .check(House.CLASSES);
  }

  @Test
  void theEngineAndTheTranslationNeverAskForTheTime() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .accessTargetWhere(House.methods("java.time.", Set.of("now", "systemUTC", "system")))
        .orShould()
        .accessTargetWhere(
            House.methods("java.time.Clock", Set.of("systemDefaultZone", "tick", "tickMillis")))
        .orShould()
        .accessTargetWhere(
            House.methods("java.lang.System", Set.of("currentTimeMillis", "nanoTime", "getenv")))
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Date")
        .check(House.CLASSES);
  }

  @Test
  void theEngineAndTheTranslationStartNoThreads() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.concurrent..")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .check(House.CLASSES);
  }

  @Test
  void theTranslationKnowsObjectsButNoServer() {
    noClasses()
        .that()
        .resideInAPackage("dev.mulkko.kube..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.fabric8.kubernetes.client..", "io.javaoperatorsdk..", "java.net..")
        .check(House.CLASSES);
  }

  @Test
  void theApiTypesKnowOfTheClientOnlyThatTheyAreCustomResources() {
    noClasses()
        .that()
        .resideInAPackage("dev.mulkko.api..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.fabric8.kubernetes.client..").and(not(type(CustomResource.class))))
        .check(House.CLASSES);
  }

  @Test
  void theFrameworkIsKnownInOnePlace() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.mulkko.operator.josdk..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.javaoperatorsdk..")
        .check(House.CLASSES);
  }
}

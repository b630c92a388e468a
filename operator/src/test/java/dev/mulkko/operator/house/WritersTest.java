package dev.mulkko.operator.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.mulkko.operator.apply.ClusterWriter;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WritersTest {

  /** All methods of fabric8's dsl that change an object, and the ways around the dsl. */
  private static final Set<String> WRITES =
      Set.of(
          "accept",
          "approve",
          "attach",
          "create",
          "createOr",
          "createOrReplace",
          "delete",
          "deny",
          "edit",
          "editStatus",
          "ephemeralContainers",
          "evict",
          "exec",
          "getHttpClient",
          "leaderElector",
          "patch",
          "patchReadinessGateStatus",
          "patchStatus",
          "raw",
          "replace",
          "replaceStatus",
          "resize",
          "rolling",
          "run",
          "scale",
          "serverSideApply",
          "update",
          "updateStatus",
          "upload");

  @Test
  void onlyTheClusterWriterWrites() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ClusterWriter.class.getName())
        .should()
        .accessTargetWhere(House.methods("io.fabric8.kubernetes.client.", WRITES))
        .check(House.CLASSES);
  }

  /** The one exception: it lets the framework know which events are our own. */
  @Test
  void theFrameworkIsHandedNothingToWriteButTheStatus() {
    noClasses()
        .should()
        .accessTargetWhere(
            House.methods(
                "io.javaoperatorsdk.operator.api.reconciler.UpdateControl",
                Set.of("patchResource", "patchResourceAndStatus")))
        .orShould()
        .dependOnClassesThat()
        .haveSimpleNameStartingWith("ErrorStatusUpdateControl")
        .orShould()
        .dependOnClassesThat()
        .haveSimpleName("Cleaner")
        .orShould()
        .dependOnClassesThat()
        .haveSimpleName("PrimaryUpdateAndCacheUtils")
        .orShould()
        .dependOnClassesThat()
        .haveSimpleName("ResourceOperations")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("io.javaoperatorsdk..dependent..", "io.javaoperatorsdk..workflow..")
        .check(House.CLASSES);
  }
}

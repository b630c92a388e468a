package dev.mulkko.kube.read;

import dev.mulkko.api.v1beta1.ApprovalRecord;
import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.DeploymentRecordSpec;
import dev.mulkko.api.v1beta1.DeploymentRecordStatus;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.plan.Books;
import dev.mulkko.engine.plan.Books.Entry;
import dev.mulkko.engine.plan.Books.Recorded;
import dev.mulkko.engine.version.VersionNaming;
import dev.mulkko.engine.version.Versioned;
import dev.mulkko.kube.Images;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.Ownership;
import dev.mulkko.kube.Snapshot;
import dev.mulkko.kube.Templates;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is known for records, and from them. */
final class BooksReader {

  /** What goes into logs and Events as it is. */
  private static final Pattern PLAIN = Pattern.compile("[ -~\\p{L}\\p{N}]{1,128}");

  private BooksReader() {}

  static Books read(Snapshot snapshot, VersionNaming naming, Memory memory) {
    List<DeploymentRecord> records = snapshot.records();
    Deployment deployment = snapshot.deployment();
    if (records == null) {
      return Books.unkept(wanted(deployment, naming));
    }
    return new Books(
        true,
        records.stream().mapToLong(record -> record.getSpec().attempt()).max().orElse(0),
        last(records, record -> record.getSpec().attempt() == memory.attempts()),
        last(records, BooksReader::isClosed),
        snapshot.replicaSets().stream()
            .filter(rs -> !Ownership.revision(rs).isEmpty())
            .collect(
                Collectors.toMap(
                    Ownership::revision, rs -> versioned(rs, naming), (one, _) -> one)),
        wanted(deployment, naming),
        Images.known(snapshot.canaryPods()),
        said(deployment, Names.CORRELATION_ID),
        said(deployment, Names.INITIATED_BY));
  }

  private static Versioned wanted(@Nullable Deployment deployment, VersionNaming naming) {
    return deployment == null
        ? Versioned.UNSAID
        : naming.of(Templates.search(deployment.getSpec().getTemplate()));
  }

  private static Versioned versioned(ReplicaSet rs, VersionNaming naming) {
    return naming.of(Templates.search(rs.getSpec().getTemplate()));
  }

  private static Optional<Recorded> last(
      List<DeploymentRecord> records, Predicate<DeploymentRecord> which) {
    return records.stream()
        .filter(which)
        .max(Comparator.comparingLong(record -> record.getSpec().attempt()))
        .map(BooksReader::recorded);
  }

  private static boolean isClosed(DeploymentRecord record) {
    return record.getStatus() != null && record.getStatus().outcome() != null;
  }

  private static Recorded recorded(DeploymentRecord record) {
    DeploymentRecordSpec spec = record.getSpec();
    DeploymentRecordStatus status = record.getStatus();
    return new Recorded(
        spec.attempt(),
        spec.rolloutUid(),
        spec.startedAt(),
        spec.to().revision(),
        spec.correlationId(),
        isClosed(record),
        status == null
            ? List.of()
            : status.steps().stream()
                .map(step -> new Entry(step.step(), step.entered(), step.left()))
                .toList(),
        status == null
            ? List.of()
            : status.approvers().stream().map(ApprovalRecord::action).toList());
  }

  private static @Nullable String said(@Nullable Deployment deployment, String annotation) {
    Map<String, String> said =
        deployment == null ? Map.of() : deployment.getMetadata().getAnnotations();
    String text = said.get(annotation);
    return text != null && PLAIN.matcher(text).matches() ? text : null;
  }
}

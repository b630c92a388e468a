package dev.mulkko.crds;

import dev.mulkko.api.v1beta1.ClusterDeployLock;
import dev.mulkko.api.v1beta1.DeployLock;
import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.MetricProvider;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutAction;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDGenerator.AbstractCRDOutput;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes {@code crds/generated}. Among the tests, because nothing that is shipped needs it. */
public final class CrdWriter {
  private static final String HEADER =
      "# Generated from dev.mulkko.api.v1beta1: change the types there, then run `make crds`.\n";

  private CrdWriter() {}

  /** Writes the CRDs into the folder named by the only argument. */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      throw new IllegalArgumentException("usage: CrdWriter <folder>");
    }
    Path folder = Files.createDirectories(Path.of(args[0]));
    for (Map.Entry<String, String> file : generate().entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }

  /** The files as they should be in git: name to text. */
  static SortedMap<String, String> generate() {
    SortedMap<String, String> files = new TreeMap<>();
    new CRDGenerator()
        .customResourceClasses(
            Rollout.class,
            RolloutAction.class,
            MetricProvider.class,
            DeploymentRecord.class,
            DeployLock.class,
            ClusterDeployLock.class)
        .withImplicitPreserveUnknownFields(false)
        .withParallelGenerationEnabled(false)
        .withPostProcessor(new Collector(files))
        .withOutput(new Nowhere())
        .generate();
    return files;
  }

  /** Takes each tree before the generator writes it. */
  private record Collector(Map<String, String> files) implements CRDPostProcessor {
    @Override
    public HasMetadata process(HasMetadata generated, String crdVersion) {
      CrdPolish.polish((CustomResourceDefinition) generated);
      files.put(generated.getMetadata().getName() + ".yaml", HEADER + Yaml.write(generated));
      return generated;
    }
  }

  /** The generator's own YAML leaves the text "True" bare, which Kubernetes reads as a boolean. */
  private static final class Nowhere extends AbstractCRDOutput<OutputStream> {
    @Override
    protected OutputStream createStreamFor(String name) {
      return OutputStream.nullOutputStream();
    }
  }
}

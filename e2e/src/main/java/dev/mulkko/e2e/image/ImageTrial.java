package dev.mulkko.e2e.image;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.OperatorProcess;
import dev.mulkko.e2e.Policies;
import dev.mulkko.e2e.fleet.Fleet;
import dev.mulkko.e2e.safety.HollowGateway;
import dev.mulkko.testbed.cluster.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the image's own entrypoint with nothing but the image's own files, which cannot be written,
 * against a real cluster. The last line of standard output is the figures as one JSON object; the
 * exit code is 0 only when nothing in it is what it should not be.
 */
public final class ImageTrial {

  private static final int SHOPS = 10;

  private static final Pattern AUTHORITY =
      Pattern.compile("certificate-authority: *\"?([^\"\\s]+)");

  /** What a container's runtime does. */
  private static final String ENTER =
      """
      set -e
      root=$0
      mkdir -p "$root"/{proc,dev,tmp}
      touch "$root"/dev/{null,random,urandom}
      mount --bind "$root" "$root"
      mount --rbind /proc "$root/proc"
      for each in null random urandom; do mount --bind "/dev/$each" "$root/dev/$each"; done
      mount -t tmpfs tmpfs "$root/tmp"
      mount -o remount,bind,ro "$root"
      exec chroot "$root" "$@"
      """;

  private ImageTrial() {}

  public static void main(String[] args) throws IOException {
    Path archive = Path.of(args[0]);
    ObjectNode figures = JsonNodeFactory.instance.objectNode();
    List<String> wrong = new ArrayList<>();
    try (Lab lab = Lab.hollow(Policies.SERVED);
        HollowGateway _ = new HollowGateway(lab.client())) {
      Image image = Image.unpack(archive, lab.file("image"));
      figures
          .put("archiveMB", Files.size(archive) / (1024 * 1024))
          .put("imageMB", image.megabytes())
          .put("files", image.files().size());
      image.weapons().forEach(file -> wrong.add("is in it: " + file));
      image.writable().forEach(file -> wrong.add("anybody may write " + file));
      if (!image.user().matches("[1-9][0-9]*:[1-9][0-9]*")) {
        wrong.add("it runs as " + image.user());
      }
      giveAccess(lab, image);
      Instant launch = Instant.now();
      try (OperatorProcess operator =
          OperatorProcess.by(
              entered(image),
              lab,
              Map.of("KUBECONFIG", "/etc/kubeconfig", "JDK_JAVA_OPTIONS", "-Xmx192m"))) {
        operator.awaitReady();
        Duration took = Duration.between(launch, Instant.now());
        new Fleet(lab).growTo(SHOPS);
        figures
            .put("secondsToReady", took.toMillis() / 1000.0)
            .put("rssMB", operator.residentMegabytes())
            .put("attached", SHOPS);
      }
    }
    wrong.forEach(System.err::println);
    figures.put("wrong", wrong.size());
    System.out.println(figures);
    System.exit(wrong.isEmpty() ? 0 : 1);
  }

  /** As files of the image, for it sees no others. */
  private static void giveAccess(Lab lab, Image image) throws IOException {
    String outside = Files.readString(lab.cluster().kubeconfig(User.OPERATOR));
    Matcher authority = AUTHORITY.matcher(outside);
    if (!authority.find()) {
      throw new IllegalStateException("it names no certificate authority: " + outside);
    }
    Files.copy(Path.of(authority.group(1)), image.root().resolve("etc/authority.crt"));
    Files.writeString(
        image.root().resolve("etc/kubeconfig"),
        outside.replace(authority.group(1), "/etc/authority.crt"));
  }

  private static List<String> entered(Image image) {
    List<String> command =
        new ArrayList<>(List.of("unshare", "--mount", "--", "bash", "-c", ENTER));
    command.add(image.root().toString());
    command.addAll(image.entrypoint());
    return command;
  }
}

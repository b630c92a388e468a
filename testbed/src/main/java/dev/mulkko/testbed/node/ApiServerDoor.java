package dev.mulkko.testbed.node;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets pods that have a network of their own reach the API server, which listens at the node's
 * 127.0.0.1 alone: the Service {@code kubernetes} gets an endpoint, and kube-proxy does the rest.
 */
final class ApiServerDoor implements AutoCloseable {

  /** The first address of the range of Services. */
  static final String SERVICE = "10.96.0.1";

  static final int SERVICE_PORT = 443;

  private static final String SLICE = "kubernetes-node";

  private static final Logger log = LoggerFactory.getLogger(ApiServerDoor.class);

  private final KubernetesClient client;
  private final ServerSocket door;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private ApiServerDoor(KubernetesClient client, ServerSocket door) {
    this.client = client;
    this.door = door;
  }

  /** At an address of the node, which is on its loopback device. */
  static ApiServerDoor open(KubernetesClient client, String address) {
    try {
      URL server = client.getMasterUrl();
      ServerSocket socket = new ServerSocket();
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(address), server.getPort()));
      ApiServerDoor door = new ApiServerDoor(client, socket);
      door.threads.execute(() -> door.listen(server));
      door.announce(address, server.getPort());
      return door;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void announce(String address, int port) {
    client
        .resource(
            new EndpointSliceBuilder()
                .withNewMetadata()
                .withName(SLICE)
                .withNamespace("default")
                .addToLabels("kubernetes.io/service-name", "kubernetes")
                .endMetadata()
                .withAddressType("IPv4")
                .addNewEndpoint()
                .withAddresses(address)
                .withNewConditions()
                .withReady(true)
                .endConditions()
                .endEndpoint()
                .addNewPort()
                .withName("https")
                .withPort(port)
                .withProtocol("TCP")
                .endPort()
                .build())
        .create();
  }

  private void listen(URL server) {
    try {
      while (true) {
        Socket inside = door.accept();
        threads.execute(() -> relay(inside, server));
      }
    } catch (IOException e) {
      log.debug("the door to the API server is shut", e);
    }
  }

  private void relay(Socket inside, URL server) {
    try (inside;
        Socket outside = new Socket(server.getHost(), server.getPort())) {
      threads.execute(() -> copy(outside, inside));
      copy(inside, outside);
    } catch (IOException e) {
      log.debug("the API server does not answer", e);
    }
  }

  /** When one side ends, so does the other. */
  private static void copy(Socket from, Socket to) {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      var _ = in.transferTo(out);
    } catch (IOException e) {
      log.trace("a connection to the API server ended", e);
    }
  }

  @Override
  public void close() {
    try (ServerSocket shut = door) {
      log.trace("shutting {}", shut);
      client.discovery().v1().endpointSlices().inNamespace("default").withName(SLICE).delete();
    } catch (IOException | KubernetesClientException e) {
      // The API server may have ended before its node.
      log.debug("shutting the door to the API server", e);
    } finally {
      threads.shutdownNow();
    }
  }
}

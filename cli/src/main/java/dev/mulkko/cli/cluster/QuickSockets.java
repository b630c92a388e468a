package dev.mulkko.cli.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sockets that offer the server one group of keys: to make a second one ready, which nobody takes,
 * is most of a handshake's work. A server that takes no X25519 is asked by the client.
 */
final class QuickSockets extends SSLSocketFactory {

  private static final String[] GROUPS = {"x25519"};

  private final SSLSocketFactory sockets;

  QuickSockets(SSLSocketFactory sockets) {
    this.sockets = sockets;
  }

  private static Socket quick(Socket made) {
    if (made instanceof SSLSocket socket) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setNamedGroups(GROUPS);
      socket.setSSLParameters(parameters);
    }
    return made;
  }

  @Override
  public Socket createSocket() throws IOException {
    return quick(sockets.createSocket());
  }

  @Override
  public Socket createSocket(Socket to, String host, int port, boolean close) throws IOException {
    return quick(sockets.createSocket(to, host, port, close));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return quick(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return quick(sockets.createSocket(host, port, from, fromPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return quick(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return quick(sockets.createSocket(host, port, from, fromPort));
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return sockets.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return sockets.getSupportedCipherSuites();
  }
}

package dev.mulkko.operator.telemetry.server;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** How names are resolved. */
@FunctionalInterface
public interface Resolver {

  InetAddress[] resolve(String host) throws UnknownHostException;
}

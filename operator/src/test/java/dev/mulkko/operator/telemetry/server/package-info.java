/** What lies between the operator and a server of metrics: addresses, TLS, credentials, turns. */
@NullMarked
package dev.mulkko.operator.telemetry.server;

import org.jspecify.annotations.NullMarked;

/** The little of HTTP/1.1 that the sample app, the load client and the probes share. */
@NullMarked
package dev.mulkko.testbed.http;

import org.jspecify.annotations.NullMarked;

/** What the sample shop and the load client agree on when they speak gRPC. */
@NullMarked
package dev.mulkko.testbed.grpc;

import org.jspecify.annotations.NullMarked;

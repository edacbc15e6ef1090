// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a class is served, and how it speaks at first.
 *
 * @param host where it listens
 * @param port 0 for any that is free
 * @param keyStore PKCS12 with the server's certificate; null for no TLS
 * @param keyStorePassword of that file
 * @param language in which it begins to speak; null for that of each browser
 */
public record Served(
        String host,
        int port,
        @Nullable Path keyStore,
        String keyStorePassword,
        @Nullable Locale language) {}

// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Scripts, styles and pictures: ours, and those of the libraries. All come from this server. */
public final class Assets {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}\\.(css|js|svg)");

    private static final Map<String, String> OF_LIBRARIES = Map.of(
            "htmx.js", "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js",
            "sse.js", "/META-INF/resources/webjars/htmx-ext-sse/2.2.2/sse.js",
            "uplot.js", "/META-INF/resources/webjars/uplot/1.6.30/dist/uPlot.iife.min.js",
            "uplot.css", "/META-INF/resources/webjars/uplot/1.6.30/dist/uPlot.min.css");

    private static final Map<String, String> TYPES =
            Map.of("css", "text/css; charset=utf-8", "js", "text/javascript; charset=utf-8", "svg", "image/svg+xml");

    private static final Map<String, Asset> READ = new ConcurrentHashMap<>();

    private Assets() {}

    private static final class Asset {
        private final byte[] bytes;
        private final String hash;

        private Asset(byte[] bytes) throws NoSuchAlgorithmException {
            this.bytes = bytes;
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            this.hash = HexFormat.of().formatHex(digest, 0, 6);
        }
    }

    /**
     * Where a page finds one. The address changes with the content, so that a browser may keep it for good.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static String path(String name) {
        Asset asset = find(name);
        if (asset == null) {
            throw new IllegalArgumentException("there is no such asset: name=" + name);
        }
        return "/assets/" + name + "?v=" + asset.hash;
    }

    static void answer(Context context) {
        String name = context.pathParam("name");
        Asset asset = find(name);
        if (asset == null) {
            throw RefusedException.missing("there is no such file: " + name);
        }
        // What a script imports is asked for without a version, and must not be kept beyond an upgrade.
        boolean isVersioned = asset.hash.equals(context.queryParam("v"));
        context.header("Cache-Control", isVersioned ? "public, max-age=31536000, immutable" : "no-cache")
                .contentType(TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/plain"))
                .result(asset.bytes);
    }

    private static @Nullable Asset find(String name) {
        Asset known = READ.get(name);
        if (known != null || !NAME.matcher(name).matches()) {
            return known;
        }
        String file = OF_LIBRARIES.getOrDefault(name, "/portolan/desk/assets/" + name);
        try (InputStream in = Assets.class.getResourceAsStream(file)) {
            if (in == null) {
                return null;
            }
            Asset asset = new Asset(in.readAllBytes());
            READ.put(name, asset);
            return asset;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read an asset: name=" + name, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

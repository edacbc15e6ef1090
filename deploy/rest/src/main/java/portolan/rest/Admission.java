// SPDX-License-Identifier: Apache-2.0
package portolan.rest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaders;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpMethod;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpResponseStatus;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.QueryStringDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Which calls are let in. A browser sends what a foreign page asks for: so the name that it thinks it talks to must be
 * one of ours, which a name that was bound anew to this address is not, and a page that it names must be from here.
 * Calls that write bear the token.
 *
 * @param hosts names of this server, in lower case
 * @param tokenFile read anew for each call that needs it, so that a new token is in force at once; null if none is set
 */
record Admission(Set<String> hosts, @Nullable Path tokenFile) {
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** Parts of a path under which Flink does something though it is asked with GET; "plan" runs a jar's main method. */
    private static final Set<String> ACTS_ON_GET = Set.of("yarn-cancel", "yarn-stop", "jars");

    private static final int DECODED_AT_MOST = 8;

    Admission {
        hosts = Set.copyOf(hosts);
    }

    /** Why a call is not let in. */
    record Refusal(HttpResponseStatus status, String reason) {}

    static Admission of(Configuration settings) {
        Set<String> hosts = new HashSet<>(LOOPBACK);
        settings.getOptional(RestOptions.ADDRESS).ifPresent(name -> hosts.add(lower(name)));
        settings.get(GuardOptions.HOSTS).forEach(name -> hosts.add(lower(name)));
        return new Admission(
                hosts,
                settings.getOptional(GuardOptions.TOKEN_FILE).map(Path::of).orElse(null));
    }

    /** Null if the call is let in. */
    @Nullable
    Refusal refusal(HttpRequest call) {
        HttpHeaders headers = call.headers();
        List<String> named = headers.getAll(HttpHeaderNames.HOST);
        if (named.size() != 1 || !hosts.contains(withoutPort(lower(named.get(0))))) {
            return new Refusal(
                    HttpResponseStatus.FORBIDDEN,
                    "the call names a host that is not this server's: allow it by portolan.rest.hosts");
        }
        String here = lower(named.get(0));
        for (String origin : headers.getAll(HttpHeaderNames.ORIGIN)) {
            if (!lower(origin).equals("http://" + here) && !lower(origin).equals("https://" + here)) {
                return new Refusal(HttpResponseStatus.FORBIDDEN, "a page of another origin asks for it");
            }
        }
        return writes(call) ? withoutToken(headers) : tooLarge(headers);
    }

    private static @Nullable Refusal tooLarge(HttpHeaders headers) {
        boolean isSmall = !headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                && headers.getAll(HttpHeaderNames.CONTENT_LENGTH).stream().allMatch(Admission::isSmall);
        return isSmall
                ? null
                : new Refusal(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "a call that reads has no body to speak of");
    }

    private static boolean isSmall(String length) {
        String digits = length.strip();
        return digits.matches("[0-9]{1,4}") && Integer.parseInt(digits) <= GuardOptions.READING_BYTES;
    }

    private static boolean writes(HttpRequest call) {
        return !READING.contains(call.method()) || actsOnGet(call.uri());
    }

    /**
     * Flink's router decodes a path, cuts it at a question mark that this brings forth, and decodes what is left once
     * more: so "yarn%252Dcancel" and "yarn-cancel%3Fx" lead there too. Whatever is named at any depth is refused.
     */
    private static boolean actsOnGet(String uri) {
        String path = new QueryStringDecoder(uri).rawPath();
        for (int depth = 0; depth < DECODED_AT_MOST; depth++) {
            if (Arrays.stream(path.split("[/?#;]", -1)).anyMatch(ACTS_ON_GET::contains)) {
                return true;
            }
            try {
                String decoded = QueryStringDecoder.decodeComponent(path);
                if (decoded.equals(path)) {
                    return false;
                }
                path = decoded;
            } catch (IllegalArgumentException undecodable) {
                return true;
            }
        }
        return true;
    }

    private @Nullable Refusal withoutToken(HttpHeaders headers) {
        if (tokenFile == null) {
            return new Refusal(
                    HttpResponseStatus.UNAUTHORIZED,
                    "calls that write are refused, as no portolan.rest.token-file is set");
        }
        List<String> credentials = headers.getAll(HttpHeaderNames.AUTHORIZATION);
        try {
            Token token = Token.read(tokenFile);
            return credentials.size() == 1 && token.isBornBy(credentials.get(0))
                    ? null
                    : new Refusal(
                            HttpResponseStatus.UNAUTHORIZED,
                            "calls that write bear the token: Authorization: Bearer, and what is in "
                                    + tokenFile.getFileName());
        } catch (IOException unreadable) {
            return new Refusal(
                    HttpResponseStatus.UNAUTHORIZED,
                    "calls that write are refused, as portolan.rest.token-file cannot be read");
        }
    }

    /** A port may differ from ours, as through a tunnel; what is bound anew is a name. */
    private static String withoutPort(String host) {
        int port = host.lastIndexOf(':');
        return port > host.lastIndexOf(']') ? host.substring(0, port) : host;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}

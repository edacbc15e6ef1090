// SPDX-License-Identifier: Apache-2.0
package portolan.topics;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Why nothing answers: a client says only that its time was over, a plain connection says more. */
final class Reachability {
    /** How long all looks together take. */
    static final Duration LOOK = Duration.ofSeconds(2);

    private static final Pattern ADDRESS = Pattern.compile("\\[?([^\\[\\]]+)]?:([0-9]{1,5})");

    private Reachability() {}

    /** What is found at the first address that answers, or at each of them. */
    static String of(String bootstrap, String protocol) {
        List<String> servers = Stream.of(bootstrap.split(",", -1))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
        List<String> found =
                servers.stream().map(server -> look(server, servers.size())).toList();
        return found.contains("")
                ? "connections are taken, but nothing answers as Kafka: see whether the listener wants another "
                        + "security.protocol than " + protocol
                        + ", and whether the addresses that it announces can be reached"
                : String.join(", ", found);
    }

    private static String look(String server, int servers) {
        Matcher parts = ADDRESS.matcher(server);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > 0xFFFF) {
            return server + " is no HOST:PORT";
        }
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(parts.group(1), Integer.parseInt(parts.group(2))),
                    (int) LOOK.toMillis() / servers);
            return "";
        } catch (SocketTimeoutException e) {
            return server + " takes no connection within " + LOOK.toMillis() / servers + " ms";
        } catch (ConnectException e) {
            return server + " refuses connections";
        } catch (java.net.UnknownHostException e) {
            return server + " is an unknown host";
        } catch (IOException e) {
            return server + ": " + e.getMessage();
        }
    }
}

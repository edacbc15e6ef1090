// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What somebody at another machine types to reach a server. */
final class Addresses {
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "[::]", "0:0:0:0:0:0:0:0");

    /** Of containers and machines within this one: nobody in the room reaches them. */
    private static final Pattern INNER = Pattern.compile("(docker|br-|veth|virbr|vmnet|vboxnet).*");

    private Addresses() {}

    /**
     * Where a server is that listens there.
     *
     * @param host a name or an address; 0.0.0.0 and :: stand for all of this machine
     * @return one or more; this machine's own where it has no other
     */
    static List<String> of(String host) {
        if (!EVERYWHERE.contains(host)) {
            return List.of(host);
        }
        try {
            List<String> found = NetworkInterface.networkInterfaces()
                    .filter(Addresses::isOutward)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && !address.isLinkLocalAddress())
                    .map(InetAddress::getHostAddress)
                    .toList();
            return found.isEmpty() ? List.of("127.0.0.1") : found;
        } catch (IOException e) {
            throw new UncheckedIOException("the addresses of this machine cannot be read", e);
        }
    }

    private static boolean isOutward(NetworkInterface one) {
        try {
            return one.isUp()
                    && !one.isLoopback()
                    && !INNER.matcher(one.getName()).matches();
        } catch (IOException gone) {
            return false;
        }
    }
}

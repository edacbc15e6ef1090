// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port that is wanted, where it can be had. */
final class FreePort {
    private FreePort() {}

    /** The wanted port, or 0, any, when somebody else has it. */
    static int orAny(int wanted) {
        if (wanted == 0) {
            return 0;
        }
        try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException taken) {
            return 0;
        }
    }
}

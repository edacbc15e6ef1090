// SPDX-License-Identifier: Apache-2.0
package portolan.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

final class HealthCheckTest {
    @Test
    void onlyAnAnswerOf200IsWell() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/well", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/unwell", exchange -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        try {
            assertThat(HealthCheck.isWell(address + "/well")).isTrue();
            assertThat(HealthCheck.isWell(address + "/unwell")).isFalse();
        } finally {
            server.stop(0);
        }

        assertThat(HealthCheck.isWell(address + "/well")).as("nobody listens").isFalse();
    }
}

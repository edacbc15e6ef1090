// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.NetworkInterface;
import org.junit.jupiter.api.Test;

class AddressesTest {
    @Test
    void aServerOfAllAddressesIsReachedByThoseOfItsMachine() throws Exception {
        for (String host : new String[] {"0.0.0.0", "::"}) {
            assertThat(Addresses.of(host)).isNotEmpty().doesNotContain("0.0.0.0", "::");
            for (String address : Addresses.of(host)) {
                assertThat(NetworkInterface.getByInetAddress(InetAddress.getByName(address)))
                        .as(address)
                        .isNotNull();
            }
        }
    }

    @Test
    void aServerOfOneAddressIsReachedByIt() {
        assertThat(Addresses.of("127.0.0.1")).containsExactly("127.0.0.1");
        assertThat(Addresses.of("class.example")).containsExactly("class.example");
    }
}

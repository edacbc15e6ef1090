// SPDX-License-Identifier: Apache-2.0
package portolan.desk.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.UnusableInputException;
import portolan.desk.DeskCommand;
import portolan.desk.server.Role;

class OidcSettingsTest {
    private static final String RIGHT = """
            title: Customs login
            help: the help desk
            issuer: https://login.example/realms/customs
            client: portolan
            secret-file: secret
            base: https://desk.example
            name-claim: preferred_username
            role-claim: groups
            grants:
              - {value: heads, role: supervisor, tenants: all, offices: all}
              - {value: durres, role: officer, tenants: [al], offices: [durres]}
            persons:
              ann: "4711"
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void keep() throws Exception {
        Files.writeString(directory.resolve("secret"), "any secret\n");
    }

    private OidcSettings read(String text) throws Exception {
        return OidcSettings.read(Files.writeString(directory.resolve("oidc.yaml"), text));
    }

    private void isRefused(String right, String wrong, String... says) {
        assertThat(RIGHT).contains(right);
        assertThatThrownBy(() -> read(RIGHT.replace(right, wrong)))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContainingAll(says);
    }

    @Test
    void theFirstRowThatSomebodyHasTheValueOfCounts() throws Exception {
        OidcSettings settings = read(RIGHT);

        assertThat(settings.secret()).isEqualTo("any secret");
        assertThat(settings.persons()).containsEntry("4711", "ann");
        assertThat(settings.grant(List.of("staff"))).isNull();
        assertThat(Objects.requireNonNull(settings.grant(List.of("durres", "heads")))
                        .role())
                .isEqualTo(Role.SUPERVISOR);
        assertThat(Objects.requireNonNull(settings.grant(List.of("durres")))
                        .user("drita")
                        .tenants())
                .isEqualTo(Set.of("al"));
    }

    @Test
    void aFaultSaysWhatAndWhere() {
        isRefused("https://login", "http://login", "oidc.yaml:3:9: expected an https address in 'issuer'");
        isRefused("role: officer", "role: chief", "oidc.yaml:11:27: there is no such role: chief");
        isRefused(", offices: all", "", "oidc.yaml:10:5: missing key 'offices' in a grant");
        isRefused("tenants: [al]", "tenants: []", "oidc.yaml:11", "expected names in 'tenants', or all");
        isRefused("value: durres", "value: heads", "oidc.yaml:11:5: an earlier row has the value 'heads'");
        isRefused(
                "secret-file: secret", "secret-file: none", "oidc.yaml:5:14: the file with the secret cannot be read");
        isRefused("client:", "cleint:", "oidc.yaml:4:1: unknown key 'cleint'", "missing key 'client'");
        isRefused("ann: \"4711\"", "ann: \"4711\"\n  bob: \"4711\"", "oidc.yaml:14:3: one subject is two persons");
        isRefused("ann: ", "Ann: ", "oidc.yaml:13:3: a user's name has 1 to 60 small letters");
        isRefused("ann: ", "ann.oidc-0123456789ab: ", "oidc.yaml:13:3: no local account has '.oidc-' in its name");
    }

    @Test
    void nothingTravelsInClearToAnotherMachine() {
        assertThat(OidcSettings.isSafe(URI.create("https://login.example"))).isTrue();
        assertThat(OidcSettings.isSafe(URI.create("http://127.0.0.1:8080/x"))).isTrue();
        assertThat(OidcSettings.isSafe(URI.create("http://localhost.example"))).isFalse();
        assertThat(OidcSettings.isSafe(URI.create("file:///etc/passwd"))).isFalse();
    }

    @Test
    void theCommandEndsWithTheFault() throws Exception {
        Path file = Files.writeString(directory.resolve("oidc.yaml"), RIGHT.replace("role: officer", "role: chief"));
        StringWriter said = new StringWriter();

        int code = new CommandLine(new DeskCommand())
                .setExecutionExceptionHandler(ConsoleCommand::refused)
                .setErr(new PrintWriter(said))
                .execute("--bootstrap", "127.0.0.1:1", "--oidc", file.toString());

        assertThat(said.toString()).contains("oidc.yaml:11:27: there is no such role: chief");
        assertThat(code).isEqualTo(2);
    }
}

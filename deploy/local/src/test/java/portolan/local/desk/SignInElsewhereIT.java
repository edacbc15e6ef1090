// SPDX-License-Identifier: Apache-2.0
package portolan.local.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.console.screen.UnusableInputException;
import portolan.desk.oidc.FederatedDoor;
import portolan.desk.oidc.OidcSettings;
import portolan.desk.server.Accounts;
import portolan.desk.server.Action;
import portolan.desk.server.DeskPlan;
import portolan.desk.server.DeskServer;
import portolan.desk.server.Door;
import portolan.desk.server.Events;
import portolan.desk.server.Federation;
import portolan.desk.server.User;

/** In a browser, to a provider at another site, where somebody clicks, and back: which cookies go where is its to say. */
@Tag("rest")
class SignInElsewhereIT {
    @TempDir
    private Path directory = Path.of(".");

    /** The door of a desk whose address its provider must know, and which is known once it runs. */
    private static final class Later implements Door, Federation {
        private volatile @Nullable FederatedDoor door;

        private FederatedDoor door() {
            return Objects.requireNonNull(door);
        }

        @Override
        public Optional<User> enter(String name, String password) throws IOException {
            return door().enter(name, password);
        }

        @Override
        public boolean isStill(User user, String proof) throws IOException {
            return door().isStill(user, proof);
        }

        @Override
        public @Nullable Federation federation() {
            return this;
        }

        @Override
        public About about() {
            return new About("Customs login", "the help desk", false);
        }

        @Override
        public URI page(String state, String nonce, String verifier) throws IOException {
            return door().page(state, nonce, verifier);
        }

        @Override
        public Arrival enter(String code, String issuer, String nonce, String verifier, String from)
                throws Refusal, IOException {
            return door().enter(code, issuer, nonce, verifier, from);
        }
    }

    @Test
    void whoSignsInAtAnotherSiteIsAtTheDeskAndStaysThere() throws Exception {
        Later later = new Later();
        MockOAuth2Server provider =
                new MockOAuth2Server(OAuth2Config.Companion.fromJson("{\"interactiveLogin\": true}"));
        provider.start();
        try (Chromium chromium = Chromium.start();
                DeskServer desk = DeskServer.start(new DeskPlan(
                        "127.0.0.1",
                        0,
                        later,
                        null,
                        "",
                        List.of(),
                        List.of(routes -> routes.get(
                                Action.SEE_WORKLIST,
                                "/worklist",
                                request ->
                                        request.json("here is " + request.user().name()))),
                        new Events(),
                        words -> "",
                        Clock.systemUTC()))) {
            later.door = door(provider, desk);
            Page page = chromium.person().newPage();
            page.navigate(desk.address().resolve("/worklist").toString());
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Customs login"))
                    .click();
            page.waitForURL("http://localhost:*/**");
            page.locator("input[name=username]").fill("eve");
            page.locator("textarea[name=claims]")
                    .fill("{\"preferred_username\": \"eve\", \"groups\": [\"desk-durres\"]}");
            page.locator("input[type=submit], button[type=submit]").first().click();

            page.waitForURL(desk.address().resolve("/worklist").toString());
            assertThat(page.content()).contains("here is eve.oidc-");
            assertThat(page.reload().text()).as("with the same cookie").contains("here is eve.oidc-");
        } finally {
            provider.shutdown();
        }
    }

    private FederatedDoor door(MockOAuth2Server provider, DeskServer desk) throws IOException, UnusableInputException {
        Files.writeString(directory.resolve("secret"), "a secret of the desk and its provider, of some length\n");
        Path file = Files.writeString(
                directory.resolve("oidc.yaml"), """
                title: Customs login
                help: the help desk
                issuer: %s
                client: portolan
                secret-file: secret
                base: %s
                name-claim: preferred_username
                role-claim: groups
                grants:
                  - {value: desk-durres, role: officer, tenants: [al], offices: [durres]}
                """.formatted(provider.issuerUrl("customs"), desk.address()));
        return new FederatedDoor(
                Accounts.readOrNew(directory.resolve("users")),
                OidcSettings.read(file),
                directory.resolve("persons"),
                Clock.systemUTC());
    }
}

// SPDX-License-Identifier: Apache-2.0
package portolan.local.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The system's Chromium, driven by a test; where there is none, the test is skipped and says so. */
final class Chromium implements AutoCloseable {
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static Chromium start() {
        Optional<Path> executable = PLACES.stream().filter(Files::isExecutable).findFirst();
        Assumptions.assumeTrue(executable.isPresent(), "there is no Chromium: apt-get install chromium");
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions().setExecutablePath(executable.orElseThrow()));
        return new Chromium(playwright, browser);
    }

    /** A person's browser of their own: nothing is shared with another's, keys least of all. */
    BrowserContext person() {
        return browser.newContext(new Browser.NewContextOptions().setViewportSize(1366, 768));
    }

    /** The same, on a telephone. */
    BrowserContext telephone() {
        return browser.newContext(
                new Browser.NewContextOptions().setViewportSize(390, 844).setHasTouch(true));
    }

    /** No page scrolls sideways on a telephone, at twice its size or on a usual screen, and axe finds nothing serious. */
    static void looksRight(Page page) {
        for (int[] size : new int[][] {{390, 844}, {683, 384}, {1366, 768}}) {
            page.setViewportSize(size[0], size[1]);
            assertThat((int) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                    .as("%s at %d", page.url(), size[0])
                    .isLessThanOrEqualTo(0);
        }
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .as(page.url())
                .filteredOn(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                .extracting(rule -> rule.getId() + ": " + rule.getNodes().get(0).getHtml())
                .isEmpty();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}

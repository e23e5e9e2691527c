package ical_test

import (
	"bufio"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/psitest"
)

// subscribe is what Thunderbird is asked to do.
//
//go:embed testdata/readers/subscribe.js
var subscribe string

// TestThunderbird subscribes to feeds as a person does, with Thunderbird itself, and asks it what it shows.
func TestThunderbird(t *testing.T) {
	feeds := map[string]*ical.Calendar{"odd": oddYear(hostile), "large": large(3000), "empty": calendar()}
	served := map[string][]byte{}
	for name, c := range feeds {
		served["/"+name+".ics"] = write(t, c)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		feed, ok := served[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
		_, _ = w.Write(feed) // what does not arrive is missed below
	}))
	defer server.Close()
	m := thunderbird(t)
	for name, c := range feeds {
		t.Run(name, func(t *testing.T) {
			var got []seen
			m.do(
				t,
				"WebDriver:ExecuteAsyncScript",
				map[string]any{
					"script":  subscribe,
					"args":    []string{server.URL + "/" + name + ".ics", limit},
					"sandbox": "system",
				},
				&got,
			)
			if diff := gocmp.Diff(meant(c), sorted(got), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("Thunderbird shows something else than was meant (-meant +shown):\n%s", diff)
			}
		})
	}
}

// marionette drives a program of Mozilla's: https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
type marionette struct {
	conn net.Conn
	from *bufio.Reader
	last int // message sent
}

// thunderbird starts Thunderbird without a screen, with a profile of its own that is told to leave the net alone.
func thunderbird(t *testing.T) *marionette {
	t.Helper()
	program := psitest.Program(t, "thunderbird")
	profile := t.TempDir()
	prefs := map[string]any{
		"marionette.port":                            0, // any free one, which it writes to a file
		"calendar.timezone.useSystemTimezone":        false,
		"calendar.timezone.local":                    "Europe/Stockholm",
		"network.proxy.type":                         1,
		"network.proxy.http":                         "127.0.0.1",
		"network.proxy.http_port":                    9,
		"network.proxy.ssl":                          "127.0.0.1",
		"network.proxy.ssl_port":                     9,
		"network.captive-portal-service.enabled":     false,
		"network.connectivity-service.enabled":       false,
		"app.update.disabledForTesting":              true,
		"datareporting.policy.dataSubmissionEnabled": false,
		"mailnews.start_page.enabled":                false,
		"mail.provider.suppress_dialog_on_startup":   true,
		"mail.shell.checkDefaultClient":              false,
	}
	var user strings.Builder
	for name, value := range prefs {
		text, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&user, "user_pref(%q, %s);\n", name, text)
	}
	if err := os.WriteFile(filepath.Join(profile, "user.js"), []byte(user.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
	command := exec.CommandContext(
		ctx, program, "--headless", "--no-remote", "--marionette", "--remote-allow-system-access", "--profile", profile,
	)
	command.Env = append(os.Environ(), "HOME="+t.TempDir(), "MOZ_CRASHREPORTER_DISABLE=1")
	said, err := os.Create(filepath.Join(t.TempDir(), "said"))
	if err != nil {
		t.Fatal(err)
	}
	command.Stdout, command.Stderr = said, said
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	t.Cleanup(func() {
		cancel()
		<-ended
		if t.Failed() {
			text, _ := os.ReadFile(said.Name())
			t.Logf("the last that Thunderbird said:\n%s", text[max(0, len(text)-2000):])
		}
		_ = said.Close() // only read from by now
	})
	m := &marionette{}
	for patience := time.After(2 * time.Minute); ; {
		port, _ := os.ReadFile(filepath.Join(profile, "MarionetteActivePort")) // not there at first
		if m.conn, err = net.Dial("tcp", net.JoinHostPort("127.0.0.1", strings.TrimSpace(string(port)))); err == nil {
			break
		}
		select {
		case <-patience:
			t.Fatalf("Thunderbird cannot be reached: %v", err)
		case err := <-ended:
			ended <- err
			t.Fatalf("Thunderbird ended: %v", err)
		case <-time.After(50 * time.Millisecond):
		}
	}
	t.Cleanup(func() { _ = m.conn.Close() }) // all has been said
	deadline, _ := ctx.Deadline()
	m.from = bufio.NewReader(m.conn)
	if err := errors.Join(m.conn.SetDeadline(deadline), m.receive(nil)); err != nil {
		t.Fatal(err)
	}
	m.do(t, "WebDriver:NewSession", struct{}{}, nil)
	m.do(t, "WebDriver:SetTimeouts", map[string]int{"script": 300_000}, nil) // milliseconds
	m.do(t, "Marionette:SetContext", map[string]string{"value": "chrome"}, nil)
	return m
}

// do sends a command and takes its answer into value, unless that is nil.
func (m *marionette) do(t *testing.T, name string, params, value any) {
	t.Helper()
	m.last++
	message, err := json.Marshal([]any{0, m.last, name, params})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Fprintf(m.conn, "%d:%s", len(message), message); err != nil {
		t.Fatal(err)
	}
	var answer []json.RawMessage
	if err := m.receive(&answer); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if len(answer) != 4 || string(answer[2]) != "null" {
		t.Fatalf("%s: %s", name, answer)
	}
	if value == nil {
		return
	}
	result := struct{ Value any }{value}
	if err := json.Unmarshal(answer[3], &result); err != nil {
		t.Fatalf("%s: %v: %s", name, err, answer[3])
	}
}

// receive takes in one message: its length, a colon, JSON.
func (m *marionette) receive(message any) error {
	size, err := m.from.ReadString(':')
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(strings.TrimSuffix(size, ":"))
	if err != nil {
		return err
	}
	text := make([]byte, n)
	if _, err := io.ReadFull(m.from, text); err != nil || message == nil {
		return err
	}
	return json.Unmarshal(text, message)
}

package dev.mulkko.helm;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A value that cannot be meant is refused before anything is installed, and the message names it.
 */
final class RefusedValuesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          replica: 3                                          | additional properties 'replica' not allowed
          image: {repo: x}                                    | at '/image': additional properties 'repo' not allowed
          image: {registry: 'https://registry.example'}       | at '/image/registry': 'https://registry.example' does not match pattern
          image: {repository: ''}                             | at '/image/repository': minLength: got 0, want 1
          image: {tag: 'a b'}                                 | at '/image/tag': 'a b' does not match pattern
          image: {digest: '1234'}                             | at '/image/digest': '1234' does not match pattern
          image: {pullPolicy: Sometimes}                      | at '/image/pullPolicy': value must be one of 'Always', 'IfNotPresent', 'Never'
          image: {pullSecrets: [{name: x}]}                   | at '/image/pullSecrets/0': got object, want string
          fullnameOverride: Mulkko                            | at '/fullnameOverride': 'Mulkko' does not match pattern
          replicas: 0                                         | at '/replicas': minimum: got 0, want 1
          replicas: 9                                         | at '/replicas': maximum: got 9, want 5
          replicas: two                                       | at '/replicas': got string, want integer
          leaderElection: {enabled: false}                    | replicas is above 1, but leaderElection.enabled is false: two would act at once
          scope: cluster                                      | at '/scope': value must be one of 'Cluster', 'Namespaced'
          watchNamespaces: [shop]                             | at '/watchNamespaces': maxItems: got 1, want 0
          {scope: Namespaced, watchNamespaces: [Shop]}        | at '/watchNamespaces/0': 'Shop' does not match pattern
          {scope: Namespaced, watchNamespaces: [a, a]}        | at '/watchNamespaces': items at 0 and 1 are equal
          crds: {keep: 'yes'}                                 | at '/crds/keep': got string, want boolean
          policies: {mutating: true}                          | at '/policies': additional properties 'mutating' not allowed
          atRest: paused                                      | at '/atRest': value must be one of 'Auto', 'Paused', 'Unpaused'
          {atRest: Unpaused, policies: {enabled: false}}      | atRest is Unpaused, but nothing would hold a new template
          routers: {istio: true}                              | at '/routers': additional properties 'istio' not allowed
          metrics: {prometheusUrl: 'prometheus:9090'}         | at '/metrics/prometheusUrl': 'prometheus:9090' does not match pattern
          metrics: {prometheusUrl: 'http://u:p@host'}         | at '/metrics/prometheusUrl': 'http://u:p@host' does not match pattern
          metrics: {providers: {secrets: ['*']}}              | at '/metrics/providers/secrets/0': '*' does not match pattern
          metrics: {providers: {loopback: true}}              | at '/metrics/providers/loopback': value must be one of 'Refuse', 'Allow'
          metrics: {podPagesPerSecond: 0}                     | at '/metrics/podPagesPerSecond': minimum: got 0, want 1
          metrics: {probeHosts: ['http://gateway']}           | at '/metrics/probeHosts/0': 'http://gateway' does not match pattern
          metrics: {prometheusUrl: 'http://prometheus :9090'} | at '/metrics/prometheusUrl': 'http://prometheus :9090' does not match pattern
          metrics: {probeHosts: ['gateway:65536']}            | at '/metrics/probeHosts/0': 'gateway:65536' does not match pattern
          versions: {policy: Refuse}                          | at '/versions/policy': value must be one of
          records: {days: 4000}                               | at '/records/days': maximum: got 4,000, want 3,650
          workers: 0                                          | at '/workers': minimum: got 0, want 1
          log: {format: xml}                                  | at '/log/format': value must be one of 'json', 'text'
          serviceAccount: {create: false}                     | serviceAccount.name is empty and serviceAccount.create is false
          detachOnUninstall: {timeout: ten}                   | at '/detachOnUninstall/timeout': 'ten' does not match pattern
          detachOnUninstall: {timeout: 99999h}                | at '/detachOnUninstall/timeout': '99999h' does not match pattern
          prometheusRule: {enabled: 'true'}                   | at '/prometheusRule/enabled': got string, want boolean
          prometheusRule: {runbooks: wiki}                    | at '/prometheusRule/runbooks': 'wiki' does not match pattern
          grafana: {dashboards: {enabled: 1}}                 | at '/grafana/dashboards/enabled': got number, want boolean
          grafana: {dashboards: {labels: {a: 1}}}             | at '/grafana/dashboards/labels/a': got number, want string
          serviceMonitor: {interval: 30}                      | at '/serviceMonitor/interval': got number, want string
          extraEnv: [{name: MULKKO_WORKERS, value: '3'}]      | at '/extraEnv/0/name': 'not' failed
          podLabels: {app.kubernetes.io/name: other}          | /podLabels
          """)
  void isRefused(String values, String message) {
    assertThatThrownBy(() -> Rendered.of("1.36.3", values)).hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"1.31.9", "1.20.0"})
  void aClusterThatIsTooOldIsRefused(String kubernetes) {
    assertThatThrownBy(() -> Rendered.of(kubernetes, ""))
        .hasMessageContaining(">=1.32.0-0")
        .hasMessageContaining(kubernetes);
  }
}

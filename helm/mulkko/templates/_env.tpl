{{- define "mulkko.env" -}}
- name: MULKKO_INSTANCE
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: MULKKO_SECRETS_NAMESPACE
  value: {{ .Release.Namespace }}
{{- if .Values.leaderElection.enabled }}
- name: MULKKO_LEASE_NAMESPACE
  value: {{ .Release.Namespace }}
{{- end }}
{{- with include "mulkko.namespaces" . }}
- name: MULKKO_NAMESPACES
  value: {{ . | quote }}
{{- end }}
- name: MULKKO_AT_REST
  value: {{ include "mulkko.atRest" . }}
- name: MULKKO_WORKERS
  value: {{ .Values.workers | quote }}
{{- with .Values.metrics }}
{{- if .prometheusUrl }}
- name: MULKKO_PROMETHEUS_URL
  value: {{ .prometheusUrl | quote }}
{{- end }}
- name: MULKKO_PROVIDER_LOOPBACK
  value: {{ .providers.loopback }}
- name: MULKKO_POD_PAGES_PER_SECOND
  value: {{ .podPagesPerSecond | quote }}
{{- with .probeHosts }}
- name: MULKKO_PROBE_HOSTS
  value: {{ join "," . | quote }}
{{- end }}
{{- end }}
{{- with .Values.versions }}
{{- if .pattern }}
- name: MULKKO_VERSION_PATTERN
  value: {{ .pattern | quote }}
{{- end }}
{{- if .timeZone }}
- name: MULKKO_VERSION_TIME_ZONE
  value: {{ .timeZone | quote }}
{{- end }}
{{- if .policy }}
- name: MULKKO_VERSION_POLICY
  value: {{ .policy | quote }}
{{- end }}
{{- end }}
- name: MULKKO_RECORDS_PER_NAMESPACE
  value: {{ .Values.records.perNamespace | quote }}
- name: MULKKO_RECORDS_DAYS
  value: {{ .Values.records.days | quote }}
- name: MULKKO_LOG_FORMAT
  value: {{ .Values.log.format }}
{{- end }}

{{- /* Mounted, not by default: nothing but this container gets the token, and it is renewed every hour. */}}
{{- define "mulkko.volumes" -}}
- name: tmp
  emptyDir:
    sizeLimit: 64Mi
- name: token
  projected:
    defaultMode: 0440
    sources:
      - serviceAccountToken:
          path: token
          expirationSeconds: 3607
      - configMap:
          name: kube-root-ca.crt
          items:
            - key: ca.crt
              path: ca.crt
      - downwardAPI:
          items:
            - path: namespace
              fieldRef:
                fieldPath: metadata.namespace
{{- end }}

{{- define "mulkko.mounts" -}}
- name: tmp
  mountPath: /tmp
- name: token
  mountPath: /var/run/secrets/kubernetes.io/serviceaccount
  readOnly: true
{{- end }}

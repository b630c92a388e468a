{{- define "mulkko.name" -}}
{{ .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "mulkko.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{ .Values.fullnameOverride }}
{{- else -}}
{{- $name := include "mulkko.name" . -}}
{{- if contains $name .Release.Name -}}
{{ .Release.Name | trunc 52 | trimSuffix "-" }}
{{- else -}}
{{ printf "%s-%s" .Release.Name $name | trunc 52 | trimSuffix "-" }}
{{- end -}}
{{- end -}}
{{- end }}

{{- define "mulkko.selector" -}}
app.kubernetes.io/name: {{ include "mulkko.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "mulkko.labels" -}}
{{ include "mulkko.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: mulkko
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "mulkko.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{ .Values.serviceAccount.name | default (include "mulkko.fullname" .) }}
{{- else -}}
{{ required "serviceAccount.name is empty and serviceAccount.create is false: name the ServiceAccount that exists" .Values.serviceAccount.name }}
{{- end -}}
{{- end }}

{{- define "mulkko.image" -}}
{{- with .Values.image -}}
{{- if .registry }}{{ .registry }}/{{ end }}{{ .repository }}
{{- if .digest }}@{{ .digest }}{{ else }}:{{ .tag | default $.Chart.AppVersion }}{{ end }}
{{- end -}}
{{- end }}

{{- /* Policies that change writes are stable, and served by default, from 1.36 on. */}}
{{- define "mulkko.mutates" -}}
{{- if and .Values.policies.enabled (semverCompare ">=1.36.0-0" .Capabilities.KubeVersion.Version) }}true{{ end }}
{{- end }}

{{- define "mulkko.atRest" -}}
{{- if ne .Values.atRest "Auto" -}}
{{- if and (eq .Values.atRest "Unpaused") (not (include "mulkko.mutates" .)) -}}
{{- fail "atRest is Unpaused, but nothing would hold a new template: that takes policies.enabled and Kubernetes 1.36; write Auto or Paused" -}}
{{- end -}}
{{ .Values.atRest }}
{{- else -}}
{{ if include "mulkko.mutates" . }}Unpaused{{ else }}Paused{{ end }}
{{- end -}}
{{- end }}

{{- define "mulkko.namespaces" -}}
{{- if eq .Values.scope "Namespaced" -}}
{{ .Values.watchNamespaces | default (list .Release.Namespace) | uniq | join "," }}
{{- end -}}
{{- end }}

{{- define "mulkko.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "mulkko.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- /* A document of ours with the release's labels, and with annotations if there are any. */}}
{{- define "mulkko.labelled" -}}
{{- $metadata := printf "metadata:\n  labels:\n%s" (include "mulkko.labels" .context | indent 4) -}}
{{- with .annotations -}}
{{- $metadata = printf "%s\n  annotations:\n%s" $metadata (toYaml . | indent 4) -}}
{{- end -}}
{{ regexReplaceAllLiteral "(?m)^metadata:$" .document $metadata }}
{{- end }}
